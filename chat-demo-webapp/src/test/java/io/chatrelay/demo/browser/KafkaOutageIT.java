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
package io.chatrelay.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.chatrelay.demo.DemoNode;
import io.chatrelay.embedded.EmbeddedKafkaBroker;
import io.chatrelay.embedded.EmbeddedKafkaSettings;
import io.chatrelay.testing.ExpectLog;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see when Kafka goes away under them. */
@WithBrowser
@ExpectLog("Kafka does not answer")
class KafkaOutageIT {

    private final Chromium chromium;

    KafkaOutageIT(Chromium chromium) {
        this.chromium = chromium;
    }

    @Test
    void whatIsWrittenWhileKafkaIsAwayArrivesWhenItIsBack(@TempDir Path data) {
        EmbeddedKafkaBroker kafka =
                EmbeddedKafkaBroker.start(EmbeddedKafkaSettings.defaults().withDataDirectory(data));
        int port = kafka.port();
        try (DemoNode node = DemoNode.on(kafka);
                ChatPage ada = ChatPage.join(this.chromium, node.address() + "/rooms/lobby", "Ada");
                ChatPage grace = ChatPage.join(this.chromium, node.address() + "/rooms/lobby", "Grace")) {
            ada.say("before");
            grace.awaitTexts("before");

            kafka.close();
            ada.say("meanwhile");
            assertThat(ada.pending()).hasCount(1);
            assertThat(ada.page().locator(".draft-state")).hasText("Sending…");
            assertThat(ada.page().locator("#status")).hasAttribute("data-state", "online");
            kafka = EmbeddedKafkaBroker.start(
                    EmbeddedKafkaSettings.defaults().withPort(port).withDataDirectory(data));

            grace.awaitTexts("before", "meanwhile");
            ada.awaitTexts("before", "meanwhile");
            assertThat(ada.pending()).hasCount(0);
        } finally {
            kafka.close();
        }
    }
}
