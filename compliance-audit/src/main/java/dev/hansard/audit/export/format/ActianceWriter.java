// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.Item;
import dev.hansard.audit.export.Membership;
import dev.hansard.audit.export.Person;
import dev.hansard.audit.export.format.Readable.SharedFile;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code actiance_export.xml}: a {@code FileDump} of conversations. Times are epoch milliseconds. */
final class ActianceWriter implements FormatWriter {
    private final FormatContext context;
    private final Readable readable;
    private final Xml xml;
    private final Set<UserId> entered = new HashSet<>();
    private @Nullable Conversation conversation;
    private boolean begun;
    private Ts last = Ts.ZERO;

    ActianceWriter(FormatContext context, ExportFiles files) throws IOException {
        this.context = context;
        this.readable = new Readable(context.people());
        this.xml = new Xml(files.file("actiance_export.xml"));
        xml.open("FileDump", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    }

    @Override
    public void begin(Conversation next) {
        conversation = next;
        begun = false;
        entered.clear();
    }

    @Override
    public @Nullable String write(Item item) throws IOException {
        Conversation in = Objects.requireNonNull(conversation);
        if (!begun) start(in, item.ts());
        last = item.ts();
        for (UserId user : Slice.actors(item)) enter(in, user, item.ts());
        List<Item.Version> versions = item.versions();
        for (int i = 0; i < versions.size(); i++) {
            Item.Version version = versions.get(i);
            String id = id(in, item, i);
            boolean newest = i == versions.size() - 1;
            String update = newest ? (i == 0 ? null : "EditedNewMsg") : "EditedOriginalMsg";
            message(
                    item,
                    id,
                    update,
                    i == 0 ? null : version.at(),
                    newest ? null : id(in, item, i + 1),
                    readable.of(version.content()));
        }
        if (item.removal() != null) {
            String text = "delete " + readable.of(item);
            message(
                    item,
                    id(in, item, versions.size() - 1),
                    "Deleted",
                    item.removal().at(),
                    null,
                    text);
        }
        for (SharedFile file : Readable.files(item.content())) file(item, file);
        return null;
    }

    @Override
    public void end() throws IOException {
        if (!begun) return;
        Conversation in = Objects.requireNonNull(conversation);
        for (UserId user : entered.stream().sorted().toList()) {
            Ts left = left(in, user);
            participant("ParticipantLeft", user, left == null || left.isAfter(last) ? last : left);
        }
        xml.text("EndTimeUTC", millis(last));
        xml.shut();
        begun = false;
        entered.clear();
    }

    @Override
    public void save(DataOutput state) throws IOException {
        xml.flush();
        state.writeBoolean(begun);
        state.writeLong(last.micros());
        state.writeInt(entered.size());
        for (UserId user : entered.stream().sorted().toList()) state.writeUTF(user.value());
    }

    @Override
    public void restore(DataInput state) throws IOException {
        begun = state.readBoolean();
        last = new Ts(state.readLong());
        for (int left = state.readInt(); left > 0; left--) entered.add(new UserId(state.readUTF()));
        if (begun) xml.open("Conversation");
        xml.flush();
    }

    @Override
    public void close() throws IOException {
        xml.shut();
        xml.close();
    }

    private void start(Conversation in, Ts first) throws IOException {
        begun = true;
        String kind = in.kind().name().toLowerCase(java.util.Locale.ROOT);
        xml.open("Conversation", "Perspective", in.title(context.people()));
        xml.text("RoomID", kind + " - " + in.title(context.people()) + " - " + in.id());
        xml.text("StartTimeUTC", millis(first));
        for (UserId user : in.membersAt(first)) enter(in, user, first);
    }

    private void enter(Conversation in, UserId user, Ts at) throws IOException {
        if (!entered.add(user)) return;
        Ts from = at;
        for (Membership each : in.memberships()) {
            if (each.user().equals(user) && each.covers(at)) from = each.from();
        }
        participant("ParticipantEntered", user, from);
    }

    private static @Nullable Ts left(Conversation in, UserId user) {
        Ts left = null;
        for (Membership each : in.memberships()) if (each.user().equals(user)) left = each.until();
        return left;
    }

    private void participant(String element, UserId user, Ts at) throws IOException {
        Person person = context.people().get(user);
        xml.open(element);
        xml.text("LoginName", login(person));
        xml.text("UserType", type(person));
        xml.text("DateTimeUTC", millis(at));
        xml.text("CorporateEmailID", MailWriter.address(person));
        xml.shut();
    }

    private void message(
            Item item, String id, @Nullable String update, @Nullable Ts updated, @Nullable String newer, String text)
            throws IOException {
        Person author = context.people().get(item.author());
        xml.open("Message");
        xml.text("MessageId", id);
        xml.text("LoginName", login(author));
        xml.text("UserType", type(author));
        xml.text("DateTimeUTC", millis(item.ts()));
        xml.text("UpdatedType", update);
        xml.text("UpdatedDateTimeUTC", updated == null ? null : millis(updated));
        xml.text("EditedNewMsgId", newer);
        xml.text("Content", text);
        xml.shut();
    }

    private void file(Item item, SharedFile file) throws IOException {
        String login = login(context.people().get(item.author()));
        for (String element : List.of("FileTransferStarted", "FileTransferEnded")) {
            xml.open(element);
            xml.text("LoginName", login);
            xml.text("DateTimeUTC", millis(item.ts()));
            xml.text("UserFileName", file.name());
            xml.text("FileName", file.id());
            if (element.equals("FileTransferEnded")) xml.text("Status", "Failed");
            xml.shut();
        }
    }

    /** The message's own id for what it says now, with a number for what it said before. */
    private static String id(Conversation in, Item item, int version) {
        String id = in.id() + '-' + item.ts();
        return version == item.versions().size() - 1 ? id : id + "-v" + (version + 1);
    }

    private static String login(Person person) {
        return person.email() == null ? person.handle() : person.email();
    }

    private static String type(Person person) {
        return person.bot() != null ? "bot" : "user";
    }

    private static String millis(Ts ts) {
        return Long.toString(Times.millis(ts));
    }
}
