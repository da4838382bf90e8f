// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Where the server's processor time went, from a flight recording. */
final class Profile {
    private static final int SHOWN = 25;

    private Profile() {}

    static String option(Path file) {
        return "-XX:StartFlightRecording=settings=profile,filename=" + file + ",dumponexit=true";
    }

    /** The methods at the top of the stack, and the parts of ours that they worked for, by share of the samples. */
    static List<String> summary(Path recording) throws IOException {
        Map<String, Integer> tops = new HashMap<>();
        Map<String, Integer> ours = new HashMap<>();
        int samples = 0;
        try (var file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                var event = file.readEvent();
                if (!event.getEventType().getName().equals("jdk.ExecutionSample")) continue;
                RecordedStackTrace stack = event.getStackTrace();
                if (stack == null || stack.getFrames().isEmpty()) continue;
                samples++;
                tops.merge(name(stack.getFrames().getFirst()), 1, Integer::sum);
                ours.merge(part(stack), 1, Integer::sum);
            }
        }
        var lines = new ArrayList<String>();
        lines.add("profile: " + samples + " samples, " + recording);
        lines.add("  by the part of Hansard (nearest frame) that was at work:");
        lines.addAll(shares(ours, samples));
        lines.add("  by method at the top of the stack:");
        lines.addAll(shares(tops, samples));
        return lines;
    }

    private static List<String> shares(Map<String, Integer> counts, int samples) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(SHOWN)
                .map(each -> String.format("  %6.1f %%  %s", 100.0 * each.getValue() / samples, each.getKey()))
                .collect(Collectors.toList());
    }

    private static String part(RecordedStackTrace stack) {
        return stack.getFrames().stream()
                .map(Profile::name)
                .filter(name -> name.startsWith("dev.hansard."))
                .findFirst()
                .orElseGet(() ->
                        "(none of ours) " + name(stack.getFrames().getLast()).replaceAll("\\.[^.]*$", ""));
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + '.' + frame.getMethod().getName();
    }
}
