// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.server.testing.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private final Path parent = TestFolders.create("folder");

    @Test
    void createsEverythingReadableForTheOwnerOnly() throws IOException {
        var folder = DataFolder.open(parent.resolve("some/data"));

        assertThat(folder.secrets()).isDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.root())))
                .isEqualTo("rwx------");
    }

    @Test
    void refusesTheTemporaryFolder(@TempDir Path temporary) {
        assertThatThrownBy(() -> DataFolder.open(temporary.resolve("data")))
                .isInstanceOf(FolderRefused.class)
                .hasMessageContaining("temporary folder");
    }

    @Test
    void refusesALinkIntoTheTemporaryFolder(@TempDir Path temporary) throws IOException {
        Path link = Files.createSymbolicLink(parent.resolve("link"), temporary);

        assertThatThrownBy(() -> DataFolder.open(link.resolve("data"))).isInstanceOf(FolderRefused.class);
    }

    @Test
    void refusesAFileWhereTheFolderShouldBe() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));

        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(FolderRefused.class)
                .hasMessageContaining("cannot be used");
    }
}
