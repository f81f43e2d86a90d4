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

import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.simp.annotation.SendToUser;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.stereotype.Controller;

/** One method for each way a controller answers. */
@Controller
class GuideController {

    @MessageMapping("/echo.{room}")
    @SendTo("/topic/{room}")
    String echo(@DestinationVariable String room, @Payload String text) {
        return text;
    }

    @MessageMapping("/mine")
    @SendToUser("/queue/mine")
    String toAllSessionsOfTheUser(@Payload String text) {
        return text;
    }

    @MessageMapping("/mine.here")
    @SendToUser(destinations = "/queue/mine", broadcast = false)
    String toThisSessionOfTheUser(@Payload String text) {
        return text;
    }

    @MessageMapping("/fail")
    void fail(@Payload String text) {
        throw new IllegalArgumentException(text);
    }

    @SubscribeMapping("/greeting")
    String greet() {
        return "hello";
    }

    @MessageExceptionHandler
    @SendToUser(destinations = "/queue/errors", broadcast = false)
    String report(IllegalArgumentException failure) {
        return "failed: " + failure.getMessage();
    }
}
