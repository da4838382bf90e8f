// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.AuditAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final Path DOCS = Path.of("../docs/audit.md");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z_.]+)` \\| (\\w+) \\|", Pattern.MULTILINE);

    @Test
    void everyActionShouldBeInTheDocumentationWithItsGroupAndNoOther() throws IOException {
        var documented = ROW.matcher(Files.readString(DOCS))
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
        var actions = Stream.of(AuditAction.values())
                .map(action -> action.wire() + " " + action.group().wire())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(actions);
    }

    @Test
    void namesShouldBeUniqueAndFitTheirColumn() {
        var names = new HashSet<String>();
        for (AuditAction action : AuditAction.values()) {
            assertThat(names.add(action.wire())).as(action.wire()).isTrue();
            assertThat(action.wire()).matches("[a-z_.]{1,60}");
            assertThat(AuditAction.named(action.wire())).isEqualTo(action);
        }
    }
}
