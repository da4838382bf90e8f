// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import com.slack.api.model.Conversation;
import com.slack.api.model.Message;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** How channels begin, what they are called and about, and how they end. */
class ConversationLifeIT extends SdkTest {
    private final MethodsClient max = as("max");
    private final MethodsClient mina = as("mina");

    @Test
    void createShouldAnswerTheChannel() throws Exception {
        String name = freshName("new");

        Conversation channel = ok(max.conversationsCreate(r -> r.name(name))).getChannel();

        assertThat(channel.getId()).startsWith("C");
        assertThat(channel.getName()).isEqualTo(name);
        assertThat(channel.getNameNormalized()).isEqualTo(name);
        assertThat(channel.getCreator()).isEqualTo(MAX);
        long now = Instant.now().getEpochSecond();
        assertThat(channel.getCreated().longValue()).isCloseTo(now, Offset.offset(60L));
        assertThat(channel.getUpdated() / 1000).isCloseTo(now, Offset.offset(60L));
        assertThat(channel.isChannel()).isTrue();
        assertThat(channel.isPrivate()).isFalse();
        assertThat(channel.isMember()).isTrue();
        assertThat(channel.isGeneral()).isFalse();
        assertThat(channel.isArchived()).isFalse();
        assertThat(channel.getTopic().getValue()).isEmpty();
        assertThat(channel.getPurpose().getValue()).isEmpty();
        assertThat(channel.getContextTeamId()).isEqualTo(TEAM);
        assertThat(channel.getNumOfMembers()).isEqualTo(1);
    }

    @Test
    void createShouldMakePrivateChannelsThatOthersDoNotSee() throws Exception {
        String id = privateChannel(max);

        Conversation channel = ok(max.conversationsInfo(r -> r.channel(id))).getChannel();

        assertThat(channel.isPrivate()).isTrue();
        refused(mina.conversationsInfo(r -> r.channel(id)), "channel_not_found");
        refused(mina.conversationsHistory(r -> r.channel(id)), "channel_not_found");
        refused(mina.conversationsJoin(r -> r.channel(id)), "channel_not_found");
        refused(mina.conversationsMembers(r -> r.channel(id)), "channel_not_found");
    }

    @Test
    void createShouldBeRefusedWhenTheNameIsNotGood() throws Exception {
        String taken = freshName("taken");
        ok(max.conversationsCreate(r -> r.name(taken)));

        refused(mina.conversationsCreate(r -> r.name(taken)), "name_taken");
        refused(max.conversationsCreate(r -> r.name("")), "invalid_name_required");
        refused(max.conversationsCreate(r -> r.name("x".repeat(81))), "invalid_name_maxlength");
        refused(max.conversationsCreate(r -> r.name("---")), "invalid_name_punctuation");
        refused(max.conversationsCreate(r -> r.name("what?!")), "invalid_name_specials");
    }

    @Test
    void infoShouldTellOnDemand() throws Exception {
        String id = channel(max, MINA);
        String ts = post(mina, id, "unread");

        Conversation channel = ok(max.conversationsInfo(
                        r -> r.channel(id).includeNumMembers(true).includeLocale(true)))
                .getChannel();

        assertThat(channel.getNumOfMembers()).isEqualTo(2);
        assertThat(channel.getLocale()).isEqualTo("en-US");
        assertThat(channel.getLatest().getTs()).isEqualTo(ts);
        assertThat(channel.getUnreadCountDisplay()).isPositive();
        assertThat(channel.getLastRead()).isLessThan(ts);
        assertThat(ok(max.conversationsInfo(r -> r.channel(id))).getChannel().getNumOfMembers())
                .isNull();
        refused(max.conversationsInfo(r -> r.channel(NO_CHANNEL)), "channel_not_found");
        refused(max.conversationsInfo(r -> r.channel("nonsense")), "channel_not_found");
    }

    @Test
    void renameShouldKeepTheOldName() throws Exception {
        String id = channel(max, MINA);
        String old = ok(max.conversationsInfo(r -> r.channel(id))).getChannel().getName();
        String name = freshName("renamed");

        Conversation channel =
                ok(max.conversationsRename(r -> r.channel(id).name(name))).getChannel();

        assertThat(channel.getName()).isEqualTo(name);
        assertThat(channel.getPreviousNames()).containsExactly(old);
        Message notice =
                ok(mina.conversationsHistory(r -> r.channel(id))).getMessages().getFirst();
        assertThat(notice.getSubtype()).isEqualTo("channel_name");
        refused(mina.conversationsRename(r -> r.channel(id).name(freshName("hers"))), "not_authorized");
        ok(as("olivia").conversationsJoin(r -> r.channel(id)));
        ok(as("olivia").conversationsRename(r -> r.channel(id).name(freshName("owners"))));
        ok(max.conversationsCreate(r -> r.name(old)));
        refused(max.conversationsRename(r -> r.channel(id).name(old)), "name_taken");
        refused(max.conversationsRename(r -> r.channel(id).name("no good!")), "invalid_name_specials");
        refused(max.conversationsRename(r -> r.channel(NO_CHANNEL).name(name)), "channel_not_found");
        String foreign = channel(as("olivia"));
        refused(max.conversationsRename(r -> r.channel(foreign).name(name)), "not_in_channel");
    }

    @Test
    void topicAndPurposeShouldSayWhoSetThem() throws Exception {
        String id = channel(max, MINA);

        var topic = ok(max.conversationsSetTopic(r -> r.channel(id).topic("about <things> & more")))
                .getChannel()
                .getTopic();
        var purpose = ok(mina.conversationsSetPurpose(r -> r.channel(id).purpose("to talk")));

        assertThat(topic.getValue()).isEqualTo("about <things> & more");
        assertThat(topic.getCreator()).isEqualTo(MAX);
        assertThat(topic.getLastSet()).isPositive();
        assertThat(purpose.getChannel().getId()).isEqualTo(id);
        Conversation channel = ok(mina.conversationsInfo(r -> r.channel(id))).getChannel();
        assertThat(channel.getTopic()).isEqualTo(topic);
        assertThat(channel.getPurpose().getValue()).isEqualTo("to talk");
        assertThat(channel.getPurpose().getCreator()).isEqualTo(MINA);
        var notices = ok(max.conversationsHistory(r -> r.channel(id).limit(2))).getMessages();
        assertThat(notices).extracting(Message::getSubtype).containsExactly("channel_purpose", "channel_topic");
        assertThat(notices.getLast().getTopic()).isEqualTo("about <things> & more");
        ok(max.conversationsSetTopic(r -> r.channel(id).topic("")));
        assertThat(ok(max.conversationsInfo(r -> r.channel(id)))
                        .getChannel()
                        .getTopic()
                        .getValue())
                .isEmpty();
    }

    @Test
    void topicAndPurposeShouldBeRefused() throws Exception {
        String id = channel(max);
        String foreign = channel(mina);
        String archived = archivedChannel(max);

        refused(max.conversationsSetTopic(r -> r.channel(id).topic("x".repeat(251))), "too_long");
        refused(max.conversationsSetPurpose(r -> r.channel(id).purpose("x".repeat(251))), "too_long");
        refused(max.conversationsSetTopic(r -> r.channel(foreign).topic("x")), "not_in_channel");
        refused(max.conversationsSetPurpose(r -> r.channel(foreign).purpose("x")), "not_in_channel");
        refused(max.conversationsSetTopic(r -> r.channel(archived).topic("x")), "is_archived");
        refused(max.conversationsSetPurpose(r -> r.channel(NO_CHANNEL).purpose("x")), "channel_not_found");
        String direct = ok(max.conversationsOpen(r -> r.users(java.util.List.of(MINA))))
                .getChannel()
                .getId();
        refused(max.conversationsSetTopic(r -> r.channel(direct).topic("x")), "method_not_supported_for_channel_type");
    }

    @Test
    void archivedChannelShouldBeReadOnlyUntilItIsUnarchived() throws Exception {
        String id = channel(max, MINA);
        String ts = post(mina, id, "before");

        ok(max.conversationsArchive(r -> r.channel(id)));

        assertThat(ok(max.conversationsInfo(r -> r.channel(id))).getChannel().isArchived())
                .isTrue();
        assertThat(message(mina, id, ts).getText()).isEqualTo("before");
        refused(mina.chatPostMessage(r -> r.channel(id).text("x")), "is_archived");
        refused(mina.reactionsAdd(r -> r.channel(id).timestamp(ts).name("eyes")), "is_archived");
        refused(as("olivia").conversationsJoin(r -> r.channel(id)), "is_archived");
        refused(max.conversationsArchive(r -> r.channel(id)), "already_archived");
        ok(max.conversationsUnarchive(r -> r.channel(id)));
        refused(max.conversationsUnarchive(r -> r.channel(id)), "not_archived");
        ok(max.chatPostMessage(r -> r.channel(id).text("after")));
        assertThat(ok(max.conversationsInfo(r -> r.channel(id))).getChannel().isArchived())
                .isFalse();
    }

    @Test
    void archiveShouldBeRefused() throws Exception {
        String foreign = channel(mina);

        refused(max.conversationsArchive(r -> r.channel(GENERAL)), "cant_archive_general");
        refused(max.conversationsArchive(r -> r.channel(foreign)), "not_in_channel");
        refused(max.conversationsArchive(r -> r.channel(NO_CHANNEL)), "channel_not_found");
        refused(max.conversationsUnarchive(r -> r.channel(NO_CHANNEL)), "channel_not_found");
    }
}
