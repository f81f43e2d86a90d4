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

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.compatibility.app.TestNode;
import io.chatrelay.compatibility.client.StompTestClient;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.socket.CloseStatus;

/** A node that is stopped as a whole, as in a rolling update. */
@Tag("web-server")
@ExtendWith(Brokers.class)
class GracefulShutdownIT {

    @Test
    void clientsAreToldToConnectAgainBeforeTheWebServerStops(SharedKafka kafka) {
        TestNode node = kafka.startGuide(Map.of());
        try (StompTestClient client = StompTestClient.open(node.webSocket())) {
            client.connect();
            client.publish("/topic/last", "words", "receipt:r");
            client.nextReceipt("r");

            node.close();

            assertThat(client.awaitClose()).isEqualTo(CloseStatus.SERVICE_RESTARTED.getCode());
        }
    }
}
