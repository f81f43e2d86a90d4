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

import io.chatrelay.bridge.KafkaSimpleBrokerMessageHandler;
import io.chatrelay.bridge.KafkaStompBroker;
import io.chatrelay.bridge.KafkaUserDestinationMessageHandler;
import io.chatrelay.bridge.delivery.SlowClient;
import io.chatrelay.bridge.settings.BridgeSettings;
import io.chatrelay.bridge.settings.HistorySettings;
import io.chatrelay.bridge.settings.InvalidSettingException;
import io.chatrelay.bridge.settings.PublishSettings;
import io.chatrelay.bridge.settings.TopicSettings;
import io.chatrelay.embedded.EmbeddedKafkaBroker;
import io.chatrelay.testing.ExpectLog;
import io.chatrelay.websocket.RelayStompProtocolHandler;
import io.chatrelay.websocket.SessionSettings;
import io.chatrelay.websocket.SimpleBrokerReplacement;
import io.chatrelay.websocket.internal.handshake.UncompressedHandshakeHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanDefinitionCustomizer;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.websocket.autoconfigure.servlet.WebSocketMessagingAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.simp.user.UserDestinationMessageHandler;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.util.unit.DataSize;
import org.springframework.web.socket.messaging.SubProtocolHandler;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

class ChatRelayAutoConfigurationTests {

    /** The application as it is without us; nothing is started. */
    private final WebApplicationContextRunner without = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    TaskExecutionAutoConfiguration.class, WebSocketMessagingAutoConfiguration.class))
            .withBean("lifecycleProcessor", LifecycleProcessor.class, () -> mock(LifecycleProcessor.class))
            .withUserConfiguration(BrokerConfigurations.SimpleBroker.class);

    private final WebApplicationContextRunner withoutServers =
            this.without.withConfiguration(AutoConfigurations.of(ChatRelayAutoConfiguration.class));

    private final WebApplicationContextRunner runner =
            this.withoutServers.withPropertyValues("chat.relay.kafka.bootstrap-servers=kafka:9092");

    @Test
    void replacesTheSimpleBrokerByOneOnKafka() {
        this.runner.run(context -> {
            assertThat(context.getBean(SimpleBrokerMessageHandler.class))
                    .isInstanceOf(KafkaSimpleBrokerMessageHandler.class)
                    .isSameAs(context.getBean("simpleBrokerMessageHandler"))
                    .extracting(SimpleBrokerMessageHandler::getDestinationPrefixes)
                    .asInstanceOf(InstanceOfAssertFactories.COLLECTION)
                    .containsExactlyInAnyOrder("/topic", "/queue");
            assertThat(context.getBean(UserDestinationMessageHandler.class))
                    .isInstanceOf(KafkaUserDestinationMessageHandler.class)
                    .isSameAs(context.getBean("userDestinationMessageHandler"));
            assertThat(context).hasSingleBean(SimpMessagingTemplate.class);
            assertThat(protocolHandlers(context)).hasOnlyElementsOfType(RelayStompProtocolHandler.class);
        });
    }

    @Test
    @ExpectLog("Chat Relay is not used")
    void leavesTheProtocolOfABrokerOfTheApplicationAlone() {
        this.runner.withUserConfiguration(BrokerConfigurations.OwnBroker.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(protocolHandlers(context)).doesNotHaveAnyElementsOfTypes(RelayStompProtocolHandler.class);
        });
    }

    @Test
    void whenDisabledLeavesSpringsBrokerAndAddsNothing() {
        this.runner.withPropertyValues("chat.relay.enabled=false").run(context -> {
            assertThat(context.getBean(SimpleBrokerMessageHandler.class).getClass())
                    .isEqualTo(SimpleBrokerMessageHandler.class);
            assertThat(context.getBean(UserDestinationMessageHandler.class).getClass())
                    .isEqualTo(UserDestinationMessageHandler.class);
            assertThat(handshakeHandler(context)).isInstanceOf(DefaultHandshakeHandler.class);
            assertThat(context).doesNotHaveBean(KafkaStompBroker.class).doesNotHaveBean(BridgeSettings.class);
        });
    }

    @Test
    void withoutAMessageBrokerAddsNothing() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ChatRelayAutoConfiguration.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(SimpleBrokerReplacement.class)
                        .doesNotHaveBean(BridgeSettings.class));
    }

    @Test
    @ExpectLog("Chat Relay is not used")
    void leavesABrokerRelayAloneAndNeedsNoKafkaForIt() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        WebSocketMessagingAutoConfiguration.class, ChatRelayAutoConfiguration.class))
                .withBean("lifecycleProcessor", LifecycleProcessor.class, () -> mock(LifecycleProcessor.class))
                .withUserConfiguration(BrokerConfigurations.BrokerRelay.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(UserDestinationMessageHandler.class)
                                    .getClass())
                            .isEqualTo(UserDestinationMessageHandler.class);
                    assertThat(context.getSourceApplicationContext()
                                    .getBeanFactory()
                                    .containsSingleton("embeddedKafkaBroker"))
                            .isFalse();
                });
    }

    @Test
    void settingsHaveTheDefaultsOfTheBridge() {
        this.runner.run(context -> assertThat(context.getBean(BridgeSettings.class))
                .usingRecursiveComparison()
                .isEqualTo(BridgeSettings.of("kafka:9092")));
    }

    @Test
    void settingsAreMadeOfTheKeys() {
        this.runner
                .withPropertyValues(
                        "chat.relay.kafka.bootstrap-servers=one:9092,two:9092",
                        "chat.relay.kafka.properties.security.protocol=SASL_SSL",
                        "chat.relay.kafka.properties.[sasl.mechanism]=PLAIN",
                        "chat.relay.topic.name=chat",
                        "chat.relay.topic.partitions=8",
                        "chat.relay.topic.replication-factor=3",
                        "chat.relay.topic.retention=2d",
                        "chat.relay.topic.create=false",
                        "chat.relay.publish.delivery-timeout=5s",
                        "chat.relay.publish.max-in-flight=1MB",
                        "chat.relay.publish.linger=7ms",
                        "chat.relay.publish.max-headers=32",
                        "chat.relay.history.max-messages=200",
                        "chat.relay.history.tail-size=8MB",
                        "chat.relay.history.warm-up-messages=500",
                        "chat.relay.history.max-search=5000")
                .run(context -> assertThat(context.getBean(BridgeSettings.class))
                        .usingRecursiveComparison()
                        .isEqualTo(BridgeSettings.builder("one:9092", "two:9092")
                                .clientProperties(Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN"))
                                .topic(TopicSettings.builder()
                                        .name("chat")
                                        .partitions(8)
                                        .replicationFactor((short) 3)
                                        .retention(Duration.ofDays(2))
                                        .create(false)
                                        .build())
                                .publish(PublishSettings.builder()
                                        .deliveryTimeout(Duration.ofSeconds(5))
                                        .maxInFlightBytes(1024 * 1024)
                                        .linger(Duration.ofMillis(7))
                                        .maxHeaders(32)
                                        .build())
                                .history(HistorySettings.builder()
                                        .maxMessages(200)
                                        .tailBytes(8 * 1024 * 1024)
                                        .warmUpMessages(500)
                                        .maxSearch(5_000)
                                        .build())
                                .build()));
    }

    @Test
    void usesTheSettingsOfTheApplication() {
        BridgeSettings own = BridgeSettings.of("own:9092");

        this.runner.withBean(BridgeSettings.class, () -> own).run(context -> {
            assertThat(context).hasSingleBean(BridgeSettings.class);
            assertThat(context.getBean(KafkaStompBroker.class).settings()).isSameAs(own);
        });
    }

    @Test
    void sessionsAreServedAsByDefault() {
        this.runner.run(context -> {
            assertThat(context.getBean(SessionSettings.class))
                    .usingRecursiveComparison()
                    .isEqualTo(SessionSettings.DEFAULT);
            assertThat(handshakeHandler(context)).isInstanceOf(UncompressedHandshakeHandler.class);
        });
    }

    @Test
    void sessionsAreServedAsTheKeysSay() {
        this.runner
                .withPropertyValues(
                        "chat.relay.session.compression=true",
                        "chat.relay.session.buffer-size=64KB",
                        "chat.relay.session.slow-client=latest",
                        "chat.relay.session.stall-timeout=90s")
                .run(context -> {
                    assertThat(context.getBean(SessionSettings.class))
                            .usingRecursiveComparison()
                            .isEqualTo(SessionSettings.builder()
                                    .compression(true)
                                    .bufferSize(DataSize.ofKilobytes(64))
                                    .slowClient(SlowClient.LATEST)
                                    .stallTimeout(Duration.ofSeconds(90))
                                    .build());
                    assertThat(handshakeHandler(context)).isInstanceOf(DefaultHandshakeHandler.class);
                });
    }

    @Test
    void sessionsAreServedAsTheApplicationSays() {
        this.runner
                .withBean(
                        SessionSettings.class,
                        () -> SessionSettings.builder().compression(true).build(),
                        asInfrastructure())
                .run(context -> assertThat(handshakeHandler(context)).isInstanceOf(DefaultHandshakeHandler.class));
    }

    @Test
    void doesNotStartWithBuffersThatHoldNothing() {
        this.runner.withPropertyValues("chat.relay.session.buffer-size=0B").run(context -> assertThat(context)
                .hasFailed()
                .getFailure()
                .rootCause()
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(
                        "chat.relay.session.buffer-size: 0B" + " (expected: a size of at least 1B, such as 512KB)"));
    }

    @Test
    void usesTheBrokerOfTheApplication() {
        KafkaStompBroker own = new KafkaStompBroker(BridgeSettings.of("own:9092"));

        this.runner.withBean(KafkaStompBroker.class, () -> own).run(context -> {
            assertThat(context.getBean(KafkaStompBroker.class)).isSameAs(own);
            assertThat(context.getBean(SimpleBrokerMessageHandler.class).toString())
                    .contains("own:9092");
        });
    }

    @Test
    void addsNoExecutorAndNothingPrimary() {
        this.without.run(before -> this.runner.run(after -> {
            assertThat(after.getBeanNamesForType(Executor.class))
                    .containsExactlyInAnyOrder(before.getBeanNamesForType(Executor.class));
            assertThat(after.getBeanDefinitionNames())
                    .noneMatch(name ->
                            after.getBeanFactory().getBeanDefinition(name).isPrimary());
        }));
    }

    @Test
    void channelsKeepTheExecutorsTheyWouldHave() {
        for (String mode : new String[] {"auto", "force"}) {
            String property = "spring.task.execution.mode=" + mode;
            this.without
                    .withPropertyValues(property)
                    .run(before -> this.runner.withPropertyValues(property).run(after -> {
                        for (String channel : new String[] {"clientInboundChannel", "clientOutboundChannel"}) {
                            assertThat(threadNameOf(after.getBean(channel)))
                                    .as(channel + ", " + mode)
                                    .isEqualTo(threadNameOf(before.getBean(channel)))
                                    .startsWith(mode.equals("force") ? "task-" : channel);
                        }
                    }));
        }
    }

    @Test
    void replacesTheSimpleBrokerOfALazyApplication() {
        this.runner
                .withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run(context -> {
                    assertThat(context.getBean(UserDestinationMessageHandler.class))
                            .isInstanceOf(KafkaUserDestinationMessageHandler.class);
                    assertThat(context.getBean("simpleBrokerMessageHandler"))
                            .isInstanceOf(KafkaSimpleBrokerMessageHandler.class);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat.relay.kafka.bootstrap-servers", "spring.kafka.bootstrap-servers"})
    void embeddedBrokerIsNotThereWhereServersAreConfigured(String key) {
        this.withoutServers
                .withPropertyValues(key + "=kafka:9092")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(EmbeddedKafkaBroker.class));
    }

    @Test
    void embeddedBrokerIsNotStartedWhereAServiceConnectionIs() {
        this.withoutServers
                .withBean(KafkaConnectionDetails.class, () -> () -> List.of("service:9092"))
                .run(context -> {
                    assertThat(context.getBean(BridgeSettings.class))
                            .usingRecursiveComparison()
                            .isEqualTo(BridgeSettings.of("service:9092"));
                    assertThat(context.getBeanFactory().containsSingleton("embeddedKafkaBroker"))
                            .isFalse();
                });
    }

    @Test
    void embeddedBrokerIsNotThereWhenSwitchedOff() {
        this.withoutServers
                .withPropertyValues("chat.relay.embedded.enabled=false")
                .withBean(BridgeSettings.class, () -> BridgeSettings.of("own:9092"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("embeddedKafkaBroker"));
    }

    @Test
    void embeddedBrokerIsNotThereWithoutItsModule() {
        this.withoutServers
                .withClassLoader(new FilteredClassLoader(EmbeddedKafkaBroker.class))
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .hasRootCauseInstanceOf(NoKafkaConfiguredException.class));
    }

    private static List<SubProtocolHandler> protocolHandlers(ApplicationContext context) {
        return context.getBean(SubProtocolWebSocketHandler.class).getProtocolHandlers();
    }

    private static HandshakeHandler handshakeHandler(ApplicationContext context) {
        Object endpoint = context.getBean("stompWebSocketHandlerMapping", WebSocketHandlerMapping.class)
                .getHandlerMap()
                .get("/ws");
        assertThat(endpoint).isInstanceOf(WebSocketHttpRequestHandler.class);
        return ((WebSocketHttpRequestHandler) Objects.requireNonNull(endpoint)).getHandshakeHandler();
    }

    private static BeanDefinitionCustomizer asInfrastructure() {
        return definition -> ((AbstractBeanDefinition) definition).setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
    }

    private static String threadNameOf(Object channel) {
        Executor executor = ((ExecutorSubscribableChannel) channel).getExecutor();
        assertThat(executor).isNotNull();
        return CompletableFuture.supplyAsync(() -> Thread.currentThread().getName(), executor)
                .join();
    }
}
