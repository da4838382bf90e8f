// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.nio.charset.StandardCharsets;

/** Looks into JSON without parsing it: a load generator that parses every frame measures itself. */
public final class Bytes {
    public static final byte[] OK = ascii("\"ok\":true");
    public static final byte[] TS = ascii("\"ts\":\"");

    private Bytes() {}

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    public static int indexOf(byte[] data, byte[] needle) {
        int last = data.length - needle.length;
        for (int i = 0; i <= last; i++) {
            int j = 0;
            while (j < needle.length && data[i + j] == needle[j]) j++;
            if (j == needle.length) return i;
        }
        return -1;
    }

    public static boolean contains(byte[] data, byte[] needle) {
        return indexOf(data, needle) >= 0;
    }

    /** The number that follows {@code needle}, -1 if there is none. */
    public static long numberAfter(byte[] data, byte[] needle) {
        int at = indexOf(data, needle);
        if (at < 0) return -1;
        long value = 0;
        int i = at + needle.length;
        for (; i < data.length && data[i] >= '0' && data[i] <= '9'; i++) value = value * 10 + (data[i] - '0');
        return i == at + needle.length ? -1 : value;
    }

    /** The text between {@code needle} and the next quote; empty if there is none. */
    public static String textAfter(byte[] data, byte[] needle) {
        int at = indexOf(data, needle);
        if (at < 0) return "";
        int end = at + needle.length;
        while (end < data.length && data[end] != '"') end++;
        return new String(data, at + needle.length, end - at - needle.length, StandardCharsets.UTF_8);
    }
}
