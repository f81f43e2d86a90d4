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
package io.chatrelay.core.stomp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a decoder hands over, as text. */
final class RecordingListener implements StompFrameListener {
    static final String HEART_BEAT = "heart-beat";

    final List<String> events = new ArrayList<>();
    final List<StompFrame> frames = new ArrayList<>();

    @Override
    public void onFrame(StompFrame frame) {
        frames.add(frame);
        events.add(describe(frame));
    }

    @Override
    public void onHeartBeat() {
        events.add(HEART_BEAT);
    }

    static String describe(StompFrame frame) {
        return frame.command() + " " + frame.headers().toMap() + " "
                + new String(frame.body(), StandardCharsets.ISO_8859_1);
    }
}
