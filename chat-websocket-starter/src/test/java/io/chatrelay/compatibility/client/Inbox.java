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
package io.chatrelay.compatibility.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What a connection received. Filled by the one thread that reads the connection, read by the test. */
final class Inbox {

    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private final AtomicInteger heartBeats = new AtomicInteger();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();

    void text(String message) {
        binary(message.getBytes(StandardCharsets.UTF_8));
    }

    void binary(byte[] message) {
        FrameReader reader = new FrameReader(message);
        try {
            for (@Nullable Frame frame = reader.read(); frame != null; frame = reader.read()) {
                frames.add(frame);
            }
        } catch (IllegalArgumentException ex) {
            frames.add(new Frame(Frame.MALFORMED, List.of(), message));
        }
        heartBeats.addAndGet(reader.heartBeats());
    }

    void closed(int code) {
        closeCode.complete(code);
    }

    void failed(Throwable failure) {
        closeCode.completeExceptionally(failure);
    }

    BlockingQueue<Frame> frames() {
        return frames;
    }

    int heartBeats() {
        return heartBeats.get();
    }

    CompletableFuture<Integer> closeCode() {
        return closeCode;
    }
}
