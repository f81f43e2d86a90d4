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

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.web.server.servlet.ServletWebServerFactory;

/**
 * The web server that the tests believe to run on. The build runs those with this tag twice: on Tomcat with all others, and
 * on Jetty, on a class path that is changed to it.
 */
@Tag("web-server")
@ExtendWith(Brokers.class)
class WebServerIT {

    @Test
    void isTheOneOfThisRun(Relay relay) {
        String server = System.getProperty("test.web-server", "tomcat");

        assertThat(relay.node().bean(ServletWebServerFactory.class).getClass().getSimpleName())
                .isEqualToIgnoringCase(server + "ServletWebServerFactory");
    }
}
