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
package io.chatrelay.bridge.internal.engine;

import io.chatrelay.bridge.internal.log.NodeLog;
import io.chatrelay.bridge.internal.publish.PublishCallback;
import io.chatrelay.bridge.internal.publish.PublishFailedException;
import io.chatrelay.bridge.internal.session.ClientSession;
import io.chatrelay.core.log.Position;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Answers a client's SEND: a RECEIPT once it is in the log, if one was asked for; an ERROR if it is not. */
final class SendOutcome implements PublishCallback {

    private final SessionFrames sessions;

    private final ClientSession session;

    private final @Nullable String receipt;

    private final NodeLog log;

    SendOutcome(SessionFrames sessions, ClientSession session, @Nullable String receipt, NodeLog log) {
        this.sessions = sessions;
        this.session = session;
        this.receipt = receipt;
        this.log = log;
    }

    @Override
    public void committed(RecordMetadata place) {
        try {
            if (this.receipt != null) {
                this.sessions.sendReceipt(this.session, this.receipt, confirmed(place));
            }
        } finally {
            this.session.sendEnded();
        }
    }

    /** Kafka may confirm a message that it had got before without telling again where it is. */
    private Map<String, String> confirmed(RecordMetadata place) {
        return place.hasOffset() && place.hasTimestamp()
                ? Map.of(
                        "position",
                        new Position(this.log.topicFingerprint(), place.partition(), place.offset(), place.timestamp())
                                .toString())
                : Map.of();
    }

    @Override
    public void failed(PublishFailedException failure) {
        try {
            this.sessions.reject(this.session, String.valueOf(failure.getMessage()), this.receipt);
        } finally {
            this.session.sendEnded();
        }
    }
}
