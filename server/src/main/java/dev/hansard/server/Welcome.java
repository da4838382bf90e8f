// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server;

import dev.hansard.server.folder.Secrets;
import java.io.PrintStream;

/** What a start prints: where the server is, how to get a token, and three commands to copy. Never a token itself. */
final class Welcome {
    private Welcome() {}

    static void print(PrintStream out, String url, RunSettings settings, Secrets secrets) {
        out.println();
        out.println("Hansard is ready at " + url);
        if (secrets.has(Secrets.DEMO_TOKENS) && settings.roles().contains(ServerRole.EDGE)) {
            out.println(tour(url, settings));
        }
        out.flush();
    }

    private static String tour(String url, RunSettings settings) {
        String data = settings.data().toString();
        String hansard = "./hansard token" + (data.equals("data") ? "" : " --data '" + data + "'") + " --user ";
        return """

                The workspace Demo has an owner, two members and a bot, all in #general. Each one's token:
                  TOKENolivia        TOKENmax
                  TOKENmina          TOKENbotty

                Three commands to copy. Post a message:
                  curl -s URL/api/chat.postMessage -H "Authorization: Bearer $(TOKENmax)" -d channel=general --data-urlencode text='Hello, record!'

                Read the history:
                  curl -s URL/api/conversations.history -H "Authorization: Bearer $(TOKENolivia)" -d channel=C0GENERAL00

                Connect a WebSocket and watch (post again from another terminal):
                  curl -sN --http1.1 -o - -H 'Connection: Upgrade' -H 'Upgrade: websocket' -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: SGFuc2FyZCBpcyBvcGVuIQ==' "$(curl -s URL/api/rtm.connect -H "Authorization: Bearer $(TOKENmina)" | sed 's/.*"url":"ws\\([^"]*\\)".*/http\\1/')"

                Slack's SDKs work with the base address URL/api/
                Ctrl-C stops the server.""".replace("TOKEN", hansard).replace("URL", url);
    }
}
