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
package io.chatrelay.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.chatrelay.bridge.KafkaSimpleBrokerMessageHandler;
import io.chatrelay.bridge.KafkaStompBroker;
import io.chatrelay.bridge.KafkaUserDestinationMessageHandler;
import io.chatrelay.bridge.settings.BridgeSettings;
import io.chatrelay.testing.ExpectLog;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.simp.user.DefaultUserDestinationResolver;
import org.springframework.messaging.simp.user.SimpUserRegistry;
import org.springframework.messaging.simp.user.UserDestinationMessageHandler;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.socket.messaging.DefaultSimpUserRegistry;

class SimpleBrokerReplacementTests {

    private final ExecutorSubscribableChannel inbound = new ExecutorSubscribableChannel();

    private final ExecutorSubscribableChannel outbound = new ExecutorSubscribableChannel();

    private final ExecutorSubscribableChannel brokerChannel = new ExecutorSubscribableChannel();

    @Test
    void keepsEverySettingOfTheReplacedBeans() {
        SimpleBrokerMessageHandler original = simpleBroker();
        original.setHeartbeatValue(new long[] {1_000, 2_000});
        TaskScheduler scheduler = mock(TaskScheduler.class);
        original.setTaskScheduler(scheduler);
        UserDestinationMessageHandler users = userDestinations();
        users.setPhase(7);
        users.setHeaderInitializer(headers -> {});

        try (GenericApplicationContext context = context()) {
            context.registerBean("generated#0", SimpleBrokerMessageHandler.class, () -> original);
            context.registerBean("generated#1", UserDestinationMessageHandler.class, () -> users);
            context.refresh();

            SimpleBrokerMessageHandler handler = context.getBean(SimpleBrokerMessageHandler.class);
            assertThat(handler).isInstanceOf(KafkaSimpleBrokerMessageHandler.class);
            assertThat(handler.getDestinationPrefixes()).containsExactly("/topic");
            assertThat(handler.getHeartbeatValue()).containsExactly(1_000, 2_000);
            assertThat(handler.getTaskScheduler()).isSameAs(scheduler);
            assertThat(handler.getApplicationEventPublisher()).isSameAs(context);
            assertThat(handler.getSubscriptionRegistry()).isSameAs(original.getSubscriptionRegistry());
            assertThat(original.isRunning()).isFalse();
            UserDestinationMessageHandler replaced = context.getBean(UserDestinationMessageHandler.class);
            assertThat(replaced).isInstanceOf(KafkaUserDestinationMessageHandler.class);
            assertThat(replaced.getPhase()).isEqualTo(7);
            assertThat(replaced.getHeaderInitializer()).isSameAs(users.getHeaderInitializer());
            assertThat(replaced.getUserDestinationResolver()).isSameAs(users.getUserDestinationResolver());
        }
    }

    @Test
    void replacesUserDestinationsThatAreCreatedBeforeTheBroker() {
        try (GenericApplicationContext context = context()) {
            context.registerBean(UserDestinationMessageHandler.class, this::userDestinations);
            context.registerBean(SimpleBrokerMessageHandler.class, this::simpleBroker);
            context.refresh();

            assertThat(context.getBean(UserDestinationMessageHandler.class))
                    .isInstanceOf(KafkaUserDestinationMessageHandler.class);
            assertThat(context.getBean(SimpleBrokerReplacement.class).isReplacing())
                    .isTrue();
        }
    }

    @Test
    @ExpectLog("Chat Relay is not used")
    void leavesSubclassesOfTheApplicationAlone() {
        try (GenericApplicationContext context = context()) {
            context.registerBean(SimpleBrokerMessageHandler.class, () -> new OwnBroker(this));
            context.registerBean(UserDestinationMessageHandler.class, this::userDestinations);
            context.refresh();

            assertThat(context.getBean(SimpleBrokerMessageHandler.class)).isInstanceOf(OwnBroker.class);
            assertThat(context.getBean(SimpleBrokerReplacement.class).isReplacing())
                    .isFalse();
            assertThat(context.getBean(UserDestinationMessageHandler.class).getClass())
                    .isEqualTo(UserDestinationMessageHandler.class);
        }
    }

    @Test
    @ExpectLog("A second simple broker stays in memory")
    void replacesOneBrokerOnly() {
        try (GenericApplicationContext context = context()) {
            context.registerBean("first", SimpleBrokerMessageHandler.class, this::simpleBroker);
            context.registerBean("second", SimpleBrokerMessageHandler.class, this::simpleBroker);
            context.refresh();

            assertThat(context.getBean("first")).isInstanceOf(KafkaSimpleBrokerMessageHandler.class);
            assertThat(context.getBean("second").getClass()).isEqualTo(SimpleBrokerMessageHandler.class);
        }
    }

    @Test
    @ExpectLog("Chat Relay is not used")
    void createsNoBrokerWhereThereIsNoneToReplace() {
        try (GenericApplicationContext context = context()) {
            context.refresh();

            assertThat(context.getBeanFactory().containsSingleton("kafkaStompBroker"))
                    .isFalse();
        }
    }

    /** A context that starts nothing. */
    private static GenericApplicationContext context() {
        GenericApplicationContext context = new GenericApplicationContext();
        context.registerBean("lifecycleProcessor", NothingStarts.class);
        context.registerBean(
                "simpleBrokerReplacement",
                SimpleBrokerReplacement.class,
                () -> new SimpleBrokerReplacement(context.getBeanProvider(KafkaStompBroker.class)));
        RootBeanDefinition broker = new RootBeanDefinition(
                KafkaStompBroker.class, () -> new KafkaStompBroker(BridgeSettings.of("kafka:9092")));
        broker.setLazyInit(true);
        context.registerBeanDefinition("kafkaStompBroker", broker);
        return context;
    }

    private SimpleBrokerMessageHandler simpleBroker() {
        return new SimpleBrokerMessageHandler(this.inbound, this.outbound, this.brokerChannel, List.of("/topic"));
    }

    private UserDestinationMessageHandler userDestinations() {
        SimpUserRegistry registry = new DefaultSimpUserRegistry();
        return new UserDestinationMessageHandler(
                this.inbound, this.brokerChannel, new DefaultUserDestinationResolver(registry));
    }

    private static final class OwnBroker extends SimpleBrokerMessageHandler {

        OwnBroker(SimpleBrokerReplacementTests test) {
            super(test.inbound, test.outbound, test.brokerChannel, List.of("/topic"));
        }
    }

    private static final class NothingStarts implements LifecycleProcessor {

        @Override
        public void onRefresh() {}

        @Override
        public void onClose() {}

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    }
}
