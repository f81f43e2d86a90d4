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
package io.chatrelay.compatibility.app;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.messaging.simp.SimpMessagingTemplate;

/** One running instance of a test application on a port of its own. */
public final class TestNode implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private TestNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts the application of Spring's guide. */
    public static TestNode startGuide(Map<String, String> properties) {
        return start(GuideApplication.class, properties);
    }

    /** Starts the application that lets only members in. */
    public static TestNode startMembersOnly(Map<String, String> properties) {
        return start(MembersOnlyApplication.class, properties);
    }

    /** Starts the application with heart-beats, selectors and interceptors. */
    public static TestNode startTuned(Map<String, String> properties) {
        return start(TunedApplication.class, properties);
    }

    private static TestNode start(Class<?> application, Map<String, String> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("server.port", "0");
        all.put("server.address", "127.0.0.1");
        all.put("spring.main.banner-mode", "off");
        all.put("spring.jmx.enabled", "false");
        return new TestNode(new SpringApplicationBuilder(application)
                .web(WebApplicationType.SERVLET)
                .properties(all)
                .run());
    }

    public URI webSocket() {
        return URI.create("ws://127.0.0.1:" + port() + "/ws");
    }

    public URI webSocketOf(String user) {
        return URI.create(webSocket() + "?user=" + user);
    }

    public URI sockJs() {
        return URI.create("http://127.0.0.1:" + port() + "/sockjs");
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public SimpMessagingTemplate template() {
        return context.getBean("brokerMessagingTemplate", SimpMessagingTemplate.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public void addListener(ApplicationListener<?> listener) {
        context.addApplicationListener(listener);
    }

    public void removeListener(ApplicationListener<?> listener) {
        context.removeApplicationListener(listener);
    }

    @Override
    public void close() {
        context.close();
    }
}
