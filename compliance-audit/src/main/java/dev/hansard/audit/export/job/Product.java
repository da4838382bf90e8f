// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Name and version of this software, as its build wrote them. */
final class Product {
    static final String NAME = "Hansard " + version();

    private Product() {}

    private static String version() {
        try (InputStream in = Product.class.getResourceAsStream(
                "/META-INF/maven/dev.hansard/hansard-compliance-audit/pom.properties")) {
            var built = new Properties();
            if (in != null) built.load(in);
            return built.getProperty("version", "development");
        } catch (IOException e) {
            return "development";
        }
    }
}
