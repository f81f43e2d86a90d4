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

import io.chatrelay.core.subscription.DestinationPatterns;
import io.chatrelay.core.subscription.SubscriptionIndex;
import org.springframework.util.AntPathMatcher;

/** Ours. */
final class IndexRegistry implements Registry {

    private final SubscriptionIndex<Subscriber> index = new SubscriptionIndex<>(new AntPatterns());

    @Override
    public void join(Subscriber subscriber) {
        this.index.add(DESTINATION, subscriber);
    }

    @Override
    public void leave(Subscriber subscriber) {
        this.index.remove(DESTINATION, subscriber);
    }

    @Override
    public int publish() {
        int length = 0;
        for (Subscriber subscriber : this.index.find(DESTINATION)) {
            length += subscriber.sessionId().length();
        }
        return length;
    }

    private static final class AntPatterns implements DestinationPatterns {

        private final AntPathMatcher matcher = new AntPathMatcher();

        @Override
        public boolean isPattern(String destination) {
            return this.matcher.isPattern(destination);
        }

        @Override
        public boolean matches(String pattern, String destination) {
            return this.matcher.match(pattern, destination);
        }
    }
}
