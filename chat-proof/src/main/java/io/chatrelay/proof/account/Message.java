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
package io.chatrelay.proof.account;

import org.jspecify.annotations.Nullable;

/**
 * A message, which its body tells from all others: message 7 of publisher 2. It is in doubt until the RECEIPT of its SEND has
 * come. Moments are milliseconds of the run.
 */
public final class Message {
    private static final int NEVER = -1;

    private final int publisher;
    private final int sequence;
    private final int session;
    private final int sentMillis;
    private int receiptMillis = NEVER;
    private @Nullable String position;

    Message(int publisher, int sequence, int session, int sentMillis) {
        this.publisher = publisher;
        this.sequence = sequence;
        this.session = session;
        this.sentMillis = sentMillis;
    }

    /** One that has come and that nobody has sent. */
    static Message foreign(int publisher, int sequence) {
        return new Message(publisher, sequence, NEVER, NEVER);
    }

    /** The RECEIPT has come. Its position may be missing. */
    public void acknowledge(int millis, @Nullable String positionInReceipt) {
        receiptMillis = millis;
        position = positionInReceipt;
    }

    public boolean isInDoubt() {
        return receiptMillis == NEVER;
    }

    boolean isForeign() {
        return sentMillis == NEVER;
    }

    public int publisher() {
        return publisher;
    }

    /** As which message of its publisher, from 0. */
    public int sequence() {
        return sequence;
    }

    /** In which of its publisher's sessions it was sent. The number never falls. */
    int session() {
        return session;
    }

    int sentMillis() {
        return sentMillis;
    }

    /** The position of the RECEIPT, which is to be the {@code message-id}. */
    @Nullable String position() {
        return position;
    }

    @Override
    public String toString() {
        String receipt = isInDoubt() ? "in doubt" : "RECEIPT at " + receiptMillis + " ms for " + position;
        return "message " + sequence + " of publisher " + publisher
                + (isForeign() ? ", which has not sent it here" : ", sent at " + sentMillis + " ms, " + receipt);
    }
}
