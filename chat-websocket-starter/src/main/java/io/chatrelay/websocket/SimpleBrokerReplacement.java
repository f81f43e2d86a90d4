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

import io.chatrelay.bridge.KafkaSimpleBrokerMessageHandler;
import io.chatrelay.bridge.KafkaStompBroker;
import io.chatrelay.bridge.KafkaUserDestinationMessageHandler;
import io.chatrelay.bridge.delivery.SessionWriters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.simp.user.UserDestinationMessageHandler;

/**
 * Replaces the application's configured {@link SimpleBrokerMessageHandler} by one on Kafka, and with it the
 * {@link UserDestinationMessageHandler}, both with all their settings. Beans are known by their exact class, because
 * configuration in XML gives them generated names; subclasses are the application's own and stay.
 *
 * <p>Spring has no extension point for a third broker; a bean post-processor leaves the whole configuration, the names
 * and the types of the beans as they were. One of these belongs to one application context, and nothing is created for
 * it before a broker is replaced.
 *
 * @since 0.1
 */
public final class SimpleBrokerReplacement
        implements BeanPostProcessor, ApplicationContextAware, ApplicationListener<ContextRefreshedEvent> {

    private static final Logger logger = LoggerFactory.getLogger(SimpleBrokerReplacement.class);

    private static final String NAME_IN_JAVA_CONFIGURATION = "simpleBrokerMessageHandler";

    private final ObjectProvider<KafkaStompBroker> broker;

    private final SessionWriters writers;

    private @Nullable ApplicationContext context;

    private volatile @Nullable KafkaSimpleBrokerMessageHandler replacement;

    /** @param broker gives the broker to use; asked once, when there is a simple broker to replace */
    public SimpleBrokerReplacement(ObjectProvider<KafkaStompBroker> broker) {
        this(broker, SessionWriters.NONE);
    }

    /**
     * @param broker gives the broker to use; asked once, when there is a simple broker to replace
     * @param writers the broker's short way to clients
     */
    public SimpleBrokerReplacement(ObjectProvider<KafkaStompBroker> broker, SessionWriters writers) {
        this.broker = broker;
        this.writers = writers;
    }

    @Override
    public void setApplicationContext(ApplicationContext applicationContext) {
        this.context = applicationContext;
    }

    /**
     * Whether the application's simple broker is replaced, for what is of use only then. Creates the broker's bean if it
     * is yet to be created.
     */
    public boolean isReplacing() {
        return replacedBroker() != null;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean.getClass() == SimpleBrokerMessageHandler.class) {
            return replaceBroker((SimpleBrokerMessageHandler) bean, beanName);
        }
        if (bean.getClass() == UserDestinationMessageHandler.class) {
            return replaceUserDestinations((UserDestinationMessageHandler) bean);
        }
        return bean;
    }

    private SimpleBrokerMessageHandler replaceBroker(SimpleBrokerMessageHandler original, String beanName) {
        if (this.replacement != null) {
            logger.atWarn()
                    .addKeyValue("bean", beanName)
                    .log("A second simple broker stays in memory: only one per application can be on Kafka");
            return original;
        }
        KafkaStompBroker kafkaBroker = this.broker.getObject();
        kafkaBroker.useSessionWriters(this.writers);
        KafkaSimpleBrokerMessageHandler handler = KafkaSimpleBrokerMessageHandler.replacing(original, kafkaBroker);
        if (this.context != null) {
            // what Spring makes aware of the context is the original
            handler.setApplicationEventPublisher(this.context);
        }
        this.replacement = handler;
        return handler;
    }

    private UserDestinationMessageHandler replaceUserDestinations(UserDestinationMessageHandler original) {
        KafkaSimpleBrokerMessageHandler handler = replacedBroker();
        if (handler == null) {
            return original;
        }
        KafkaUserDestinationMessageHandler userDestinations = new KafkaUserDestinationMessageHandler(
                handler.getClientInboundChannel(),
                handler.getBrokerChannel(),
                original.getUserDestinationResolver(),
                this.broker.getObject());
        userDestinations.setHeaderInitializer(original.getHeaderInitializer());
        userDestinations.setPhase(original.getPhase());
        return userDestinations;
    }

    /**
     * The broker's bean may be yet to be created. It is looked for by name first, because its declared type does not say
     * which broker it is, and to create all brokers would create one that needs the bean that is being replaced.
     */
    private @Nullable KafkaSimpleBrokerMessageHandler replacedBroker() {
        if (this.replacement == null && this.context != null) {
            if (this.context.containsBean(NAME_IN_JAVA_CONFIGURATION)) {
                this.context.getBean(NAME_IN_JAVA_CONFIGURATION);
            } else {
                this.context.getBeanProvider(SimpleBrokerMessageHandler.class).getIfUnique();
            }
        }
        return this.replacement;
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        if (event.getApplicationContext() == this.context && this.replacement == null) {
            logger.atWarn()
                    .log("Chat Relay is not used: it replaces the broker of enableSimpleBroker, and there is none."
                            + " Use enableSimpleBroker instead of enableStompBrokerRelay, or remove Chat Relay");
        }
    }
}
