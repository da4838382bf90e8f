// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    private static final byte[] KEY = Aes.random(32);

    @TempDir
    Path folder;

    private Path file;
    private KeyFile master;

    @BeforeEach
    void make() {
        file = folder.resolve("secrets").resolve("master-key");
        master = new KeyFile(file);
        master.start(false);
    }

    @Test
    void isMadeAtTheFirstStartForItsOwnerOnlyAndUsedAgain() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        byte[] wrapped = master.wrap(KEY, "a");
        var again = new KeyFile(file);
        again.start(true);
        assertThat(again.unwrap(wrapped, "a")).isEqualTo(KEY);
    }

    @Test
    void refusesToStartWhenItIsMissingWhileKeysDependOnIt() throws Exception {
        Files.delete(file);
        assertThatThrownBy(() -> new KeyFile(file).start(true))
                .isInstanceOf(KeysRefused.class)
                .hasMessageContaining("missing");
        assertThat(file).doesNotExist();
    }

    @Test
    void refusesAnotherMasterKeyAnotherPurposeAndDamage() throws Exception {
        byte[] wrapped = master.wrap(KEY, "a");
        var other = new KeyFile(folder.resolve("other"));
        other.start(false);
        assertThatThrownBy(() -> other.unwrap(wrapped, "a")).isInstanceOf(KeysRefused.class);
        assertThatThrownBy(() -> master.unwrap(wrapped, "b")).isInstanceOf(KeysRefused.class);
        wrapped[wrapped.length - 1] ^= 1;
        assertThatThrownBy(() -> master.unwrap(wrapped, "a")).isInstanceOf(KeysRefused.class);
        Files.writeString(file, "1 nonsense\n");
        assertThatThrownBy(() -> new KeyFile(file).start(true))
                .isInstanceOf(KeysRefused.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void opensWhatOlderVersionsWrappedUntilTheyAreDestroyed() {
        byte[] old = master.wrap(KEY, "a");
        var otherProcess = new KeyFile(file);
        otherProcess.start(true);
        master.rotate();
        byte[] fresh = master.wrap(KEY, "a");
        assertThat(master.unwrap(old, "a")).isEqualTo(KEY);
        assertThat(otherProcess.unwrap(fresh, "a")).isEqualTo(KEY);
        master.destroyOlder();
        assertThat(master.unwrap(fresh, "a")).isEqualTo(KEY);
        assertThatThrownBy(() -> master.unwrap(old, "a")).isInstanceOf(KeysRefused.class);
    }
}
