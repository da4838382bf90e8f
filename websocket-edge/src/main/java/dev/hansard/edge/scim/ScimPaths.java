// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import com.unboundid.scim2.common.Path;

/** Paths of attributes. */
final class ScimPaths {
    private ScimPaths() {}

    /** Without the core schemas' URN, whose attributes are the resource's own. */
    static Path withoutCore(Path path) {
        String urn = path.getSchemaUrn();
        boolean core = ScimJson.USER.equalsIgnoreCase(urn) || ScimJson.GROUP.equalsIgnoreCase(urn);
        if (!core) return path;
        Path plain = Path.root();
        for (Path.Element element : path) plain = plain.attribute(element.getAttribute(), element.getValueFilter());
        return plain;
    }
}
