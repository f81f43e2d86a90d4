/*
 * Copyright 2026 the Chat Relay authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.chatrelay.testing.client;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * What messages are filled with: text that compresses as that of chats does, and of which no message has the same as one
 * of those before it, for a compressor that remembers them.
 */
final class ChatText {

    private static final String[] WORDS =
            ("the of and to in is you that it he was for on are as with his they at be this"
                            + " have from or one had by word but not what all were we when your can said there use an each which"
                            + " she do how their if will up other about out many then them these so some her would make like him"
                            + " into time has look two more write go see number no way could people my than first water been call"
                            + " who oil its now find long down day did get come made may part")
                    .split(" ");

    /** More than the window of any deflater, which is 32 KiB, and than any message. */
    private static final int LENGTH = 256 * 1024;

    private static final int STEP = 40_009;

    private static final byte[] TEXT = text();

    private ChatText() {}

    /** Fills a part of a frame with the text of the message that has this number. */
    static void fill(byte[] bytes, int from, int to, long message) {
        int start = (int) ((message & Integer.MAX_VALUE) * STEP % (LENGTH - (to - from)));
        System.arraycopy(TEXT, start, bytes, from, to - from);
    }

    /** The same in every run. */
    private static byte[] text() {
        Random random = new Random(42);
        StringBuilder text = new StringBuilder(LENGTH + 200);
        while (text.length() < LENGTH) {
            text.append("{\"from\":\"")
                    .append(word(random))
                    .append("\",\"at\":")
                    .append(random.nextInt(1_000_000_000));
            text.append(",\"text\":\"");
            for (int words = random.nextInt(20); words >= 0; words--) {
                text.append(word(random)).append(' ');
            }
            text.append("\"},");
        }
        return text.substring(0, LENGTH).getBytes(StandardCharsets.US_ASCII);
    }

    private static String word(Random random) {
        return WORDS[random.nextInt(WORDS.length)];
    }
}
