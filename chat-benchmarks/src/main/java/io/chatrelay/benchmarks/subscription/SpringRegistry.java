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
package io.chatrelay.benchmarks.subscription;

import java.util.List;
import java.util.Map;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.broker.DefaultSubscriptionRegistry;

/** Spring's, as its simple broker uses it. */
final class SpringRegistry implements Registry {

    private final DefaultSubscriptionRegistry registry = new DefaultSubscriptionRegistry();

    private final Message<?> message = Subscribers.sent(DESTINATION);

    @Override
    public void join(Subscriber subscriber) {
        this.registry.registerSubscription(subscriber.subscribe());
    }

    @Override
    public void leave(Subscriber subscriber) {
        this.registry.unregisterSubscription(subscriber.unsubscribe());
    }

    @Override
    public int publish() {
        int length = 0;
        for (Map.Entry<String, List<String>> session :
                this.registry.findSubscriptions(this.message).entrySet()) {
            length += session.getValue().size() * session.getKey().length();
        }
        return length;
    }
}
