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

import static org.mockito.Mockito.mock;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.messaging.tcp.TcpOperations;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/** Applications, by the broker they configure. */
final class BrokerConfigurations {

    private BrokerConfigurations() {}

    @Configuration(proxyBeanMethods = false)
    @EnableWebSocketMessageBroker
    static class SimpleBroker implements WebSocketMessageBrokerConfigurer {

        @Override
        public void registerStompEndpoints(StompEndpointRegistry registry) {
            registry.addEndpoint("/ws");
        }

        @Override
        public void configureMessageBroker(MessageBrokerRegistry registry) {
            registry.enableSimpleBroker("/topic", "/queue");
        }
    }

    /** Puts a subclass in the place of the simple broker, before we come to see it. */
    @Configuration(proxyBeanMethods = false)
    static class OwnBroker {

        @Bean
        static BeanPostProcessor ownBroker() {
            return new BeanPostProcessor() {

                @Override
                public Object postProcessBeforeInitialization(Object bean, String beanName) {
                    return bean instanceof SimpleBrokerMessageHandler broker ? new Own(broker) : bean;
                }
            };
        }

        private static final class Own extends SimpleBrokerMessageHandler {

            Own(SimpleBrokerMessageHandler broker) {
                super(
                        broker.getClientInboundChannel(),
                        broker.getClientOutboundChannel(),
                        broker.getBrokerChannel(),
                        broker.getDestinationPrefixes());
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSocketMessageBroker
    static class BrokerRelay implements WebSocketMessageBrokerConfigurer {

        @Override
        @SuppressWarnings("unchecked") // a mock of a generic type
        public void configureMessageBroker(MessageBrokerRegistry registry) {
            registry.enableStompBrokerRelay("/topic").setTcpClient(mock(TcpOperations.class));
        }
    }
}
