// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.audit.export.Item;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A pinned message, as a list of channels tells of it. */
public record SlackPin(Ts ts, UserId author, UserId by, Ts at) {
    /** Null when it is not pinned now. */
    static @Nullable SlackPin of(Item item) {
        Item.Pin pin = item.pinnedNow();
        return pin == null ? null : new SlackPin(item.ts(), item.author(), pin.by(), pin.at());
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(ts.micros());
        out.writeUTF(author.value());
        out.writeUTF(by.value());
        out.writeLong(at.micros());
    }

    static SlackPin restore(DataInput in) throws IOException {
        return new SlackPin(
                new Ts(in.readLong()), new UserId(in.readUTF()), new UserId(in.readUTF()), new Ts(in.readLong()));
    }
}
