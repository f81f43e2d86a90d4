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
import static org.mockito.Mockito.mock;

import java.util.function.Consumer;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http2.Http2Protocol;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.websocket.autoconfigure.servlet.WebSocketMessagingAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.LifecycleProcessor;

class TomcatSocketBuffersConfigurationTests {
    private static final String CUSTOMIZER = "tomcatSocketBuffersCustomizer";

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    TaskExecutionAutoConfiguration.class,
                    WebSocketMessagingAutoConfiguration.class,
                    ChatRelayAutoConfiguration.class))
            .withBean("lifecycleProcessor", LifecycleProcessor.class, () -> mock(LifecycleProcessor.class))
            .withPropertyValues("chat.relay.kafka.bootstrap-servers=kafka:9092")
            .withUserConfiguration(BrokerConfigurations.SimpleBroker.class);

    @Test
    void socketsHaveSmallBuffers() {
        this.runner.run(context -> assertThat(buffers(context, connector -> {}, connector -> {}))
                .isEqualTo("2048 to read, 2896 to write"));
    }

    @Test
    void sizeThatTheApplicationHasSetBeforeStays() {
        this.runner.run(context -> assertThat(buffers(
                        context, connector -> connector.setProperty("socket.appReadBufSize", "16384"), connector -> {}))
                .isEqualTo("16384 to read, 2896 to write"));
    }

    @Test
    void customizerOfTheApplicationWins() {
        this.runner.run(context -> assertThat(buffers(
                        context, connector -> {}, connector -> connector.setProperty("socket.appWriteBufSize", "8192")))
                .isEqualTo("2048 to read, 8192 to write"));
    }

    @Test
    void connectorWithTlsIsLeftAlone() {
        this.runner.run(context -> assertThat(buffers(
                        context,
                        connector -> ((AbstractHttp11Protocol<?>) connector.getProtocolHandler()).setSSLEnabled(true),
                        connector -> {}))
                .isEqualTo("8192 to read, 8192 to write"));
    }

    @Test
    void connectorWithHttp2IsLeftAlone() {
        this.runner.run(context -> assertThat(buffers(
                        context, connector -> connector.addUpgradeProtocol(new Http2Protocol()), connector -> {}))
                .isEqualTo("8192 to read, 8192 to write"));
    }

    @Test
    void connectorOfAnotherProtocolIsLeftAlone() {
        this.runner.run(context -> {
            Connector connector = new Connector("AJP/1.3");

            customize(context, connector);

            assertThat(connector.getProperty("socket.appReadBufSize")).isEqualTo("8192");
        });
    }

    @Test
    void keySwitchesItOff() {
        this.runner
                .withPropertyValues("chat.relay.tomcat.small-socket-buffers=false")
                .run(context ->
                        assertThat(context).hasNotFailed().doesNotHaveBean(TomcatSocketBuffersConfiguration.class));
    }

    @Test
    void withoutTheRelayTomcatIsLeftAlone() {
        this.runner
                .withPropertyValues("chat.relay.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(CUSTOMIZER));
    }

    @Test
    void withoutTomcatThereIsNothingToDo() {
        this.runner
                .withClassLoader(new FilteredClassLoader(Connector.class, ConfigurableTomcatWebServerFactory.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(CUSTOMIZER));
    }

    private static String buffers(ApplicationContext context, Consumer<Connector> before, Consumer<Connector> after) {
        Connector connector = new Connector();
        before.accept(connector);
        customize(context, connector);
        after.accept(connector);
        return connector.getProperty("socket.appReadBufSize") + " to read, "
                + connector.getProperty("socket.appWriteBufSize") + " to write";
    }

    @SuppressWarnings("unchecked") // the type of the bean
    private static void customize(ApplicationContext context, Connector connector) {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory();
        ((WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>) context.getBean(CUSTOMIZER))
                .customize(factory);
        factory.getConnectorCustomizers().forEach(customizer -> customizer.customize(connector));
    }
}
