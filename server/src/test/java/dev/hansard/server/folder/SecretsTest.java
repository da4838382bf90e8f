// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.server.testing.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private final Secrets secrets = new Secrets(DataFolder.open(TestFolders.create("secrets")));

    @Test
    void makesARandomSecretOnce() {
        String secret = secrets.random("some");

        assertThat(secret).hasSize(43).isEqualTo(secrets.random("some")).isNotEqualTo(secrets.random("other"));
    }

    @Test
    void writesFilesForTheOwnerOnly() throws IOException {
        secrets.write("some", "a");
        secrets.write("some", "b");

        assertThat(secrets.read("some")).isEqualTo("b");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.file("some"))))
                .isEqualTo("rw-------");
    }
}
