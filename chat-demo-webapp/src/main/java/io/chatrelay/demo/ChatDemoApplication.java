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
package io.chatrelay.demo;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The chat: {@code ./demo}, then open the address it prints. */
@SpringBootApplication
public class ChatDemoApplication {

    /**
     * Starts the chat.
     *
     * @param args any of Spring Boot's, such as {@code --server.port=8081}
     */
    public static void main(String[] args) {
        SpringApplication.run(ChatDemoApplication.class, args);
    }
}
