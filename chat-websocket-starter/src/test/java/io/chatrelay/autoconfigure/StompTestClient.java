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
package io.chatrelay.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Type;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.converter.StringMessageConverter;
import org.springframework.messaging.simp.stomp.StompFrameHandler;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.messaging.WebSocketStompClient;

/** A client that is connected and keeps what it receives. */
final class StompTestClient implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 30;

    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    private final StompSession session;

    StompTestClient(String address) throws Exception {
        this.scheduler.initialize();
        WebSocketStompClient client = new WebSocketStompClient(new StandardWebSocketClient());
        client.setMessageConverter(new StringMessageConverter());
        client.setTaskScheduler(this.scheduler);
        this.session = client.connectAsync(address, new StompSessionHandlerAdapter() {})
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    /** Subscribes and waits for the receipt, if the broker gives any. */
    void subscribe(String destination, boolean withReceipt) throws InterruptedException {
        this.session.setAutoReceipt(withReceipt);
        CountDownLatch live = new CountDownLatch(withReceipt ? 1 : 0);
        StompSession.Subscription subscription = this.session.subscribe(destination, new Receiver());
        this.session.setAutoReceipt(false);
        if (withReceipt) {
            subscription.addReceiptTask(live::countDown);
        }
        assertThat(live.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    void send(String destination, String body) {
        this.session.send(destination, body);
    }

    @Nullable String next() throws InterruptedException {
        return this.received.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        this.session.disconnect();
        this.scheduler.shutdown();
    }

    private final class Receiver implements StompFrameHandler {

        @Override
        public Type getPayloadType(StompHeaders headers) {
            return String.class;
        }

        @Override
        public void handleFrame(StompHeaders headers, @Nullable Object payload) {
            StompTestClient.this.received.add(String.valueOf(payload));
        }
    }
}
