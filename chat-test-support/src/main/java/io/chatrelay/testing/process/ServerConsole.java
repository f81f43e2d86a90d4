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
package io.chatrelay.testing.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a server process and the load program talk: lines on standard input and output. No port and no request of it is
 * part of what is measured, and a server ends with the program that has started it, whichever way that ends.
 */
public final class ServerConsole {

    /** First word of the line that says where the server listens: {@code READY 127.0.0.1:4711}. */
    public static final String READY = "READY";

    /** Asks for the bytes of live objects on the heap; the answer is {@code HEAP 123456}. */
    public static final String HEAP = "HEAP";

    /** Asks for the bytes in use on the heap, and those that were so after the last collection: {@code MEMORY 2345 1234}. */
    public static final String MEMORY = "MEMORY";

    /** Asks for the figures of the relay's {@code BrokerStatistics}: {@code STATISTICS 300 2 1}. */
    public static final String STATISTICS = "STATISTICS";

    private ServerConsole() {}

    /**
     * Ends this JVM at once when the process that has started it is gone: standard input says so only to a server that is up, and
     * one that ends in order may wait for others that are gone, too.
     */
    public static void endWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit()
                .thenRun(() -> Runtime.getRuntime().halt(1)));
    }

    /** Answers until standard input ends. */
    public static void serve(String address) throws IOException {
        serve(address, Map.of());
    }

    /**
     * Answers until standard input ends.
     *
     * @param more what else may be asked for, and what gives the answer
     */
    public static void serve(String address, Map<String, Supplier<String>> more) throws IOException {
        Map<String, Supplier<String>> answers = new HashMap<>(more);
        answers.put(HEAP, () -> Long.toString(HeapUse.live()));
        answers.put(MEMORY, () -> HeapUse.used() + " " + HeapUse.usedAfterCollection());
        System.out.println(READY + " " + address);
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (@Nullable String request = requests.readLine(); request != null; request = requests.readLine()) {
            Supplier<String> answer = answers.get(request);
            if (answer != null) {
                System.out.println(request + " " + answer.get());
            }
        }
    }
}
