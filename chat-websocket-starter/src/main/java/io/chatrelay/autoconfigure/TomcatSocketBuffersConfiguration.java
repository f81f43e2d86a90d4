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

import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Makes the two buffers small that an embedded Tomcat allots to each socket. A WebSocket connection has them for its
 * whole life and reads and writes past them.
 *
 * <p>Connectors with TLS keep theirs, because they have to hold its records, and those with HTTP/2, because frames are
 * put back into them. Customizers of the application come later and win.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({Connector.class, ConfigurableTomcatWebServerFactory.class})
@ConditionalOnBooleanProperty(name = "chat.relay.tomcat.small-socket-buffers", matchIfMissing = true)
class TomcatSocketBuffersConfiguration {
    private static final String TOMCAT_DEFAULT = "8192";

    /** A request of a browser with its headers is read at once; a write fills two TCP segments of Ethernet. */
    private static final Map<String, String> SMALL =
            Map.of("socket.appReadBufSize", "2048", "socket.appWriteBufSize", "2896");

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> tomcatSocketBuffersCustomizer() {
        return factory -> factory.addConnectorCustomizers(TomcatSocketBuffersConfiguration::shrink);
    }

    private static void shrink(Connector connector) {
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> handler
                && !handler.isSSLEnabled()
                && connector.findUpgradeProtocols().length == 0) {
            SMALL.forEach((name, size) -> {
                if (TOMCAT_DEFAULT.equals(handler.getProperty(name))) {
                    handler.setProperty(name, size);
                }
            });
        }
    }
}
