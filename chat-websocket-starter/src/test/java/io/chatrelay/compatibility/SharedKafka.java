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
package io.chatrelay.compatibility;

import io.chatrelay.compatibility.app.TestNode;
import java.util.HashMap;
import java.util.Map;

/** The Kafka broker of the run, for tests that start and stop a node of their own. */
record SharedKafka(String bootstrapServers) {

    TestNode startGuide(Map<String, String> properties) {
        return TestNode.startGuide(with(properties));
    }

    TestNode startTuned(Map<String, String> properties) {
        return TestNode.startTuned(with(properties));
    }

    TestNode startMembersOnly(Map<String, String> properties) {
        return TestNode.startMembersOnly(with(properties));
    }

    private Map<String, String> with(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("chat.relay.kafka.bootstrap-servers", bootstrapServers);
        return all;
    }
}
