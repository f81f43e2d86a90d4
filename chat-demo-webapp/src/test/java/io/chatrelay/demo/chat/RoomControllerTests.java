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
package io.chatrelay.demo.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import io.chatrelay.core.room.RoomName;
import io.chatrelay.demo.log.LogRecord;
import io.chatrelay.demo.log.RecordBrowser;
import io.chatrelay.demo.room.RoomAnnouncement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.json.JsonMapper;

class RoomControllerTests {

    private final RecordBrowser records = mock(RecordBrowser.class);

    private final SimpMessagingTemplate messaging = mock(SimpMessagingTemplate.class);

    private final JsonMapper json = JsonMapper.builder().build();

    private final Rooms rooms = new Rooms(this.messaging, this.records, this.json);

    private final MockMvcTester mvc = MockMvcTester.of(new RoomController(this.rooms));

    @Test
    void alwaysHasALobby() {
        assertThat(this.mvc.get().uri("/api/rooms")).hasStatusOk().bodyJson().isLenientlyEqualTo("[\"lobby\"]");
    }

    @Test
    void knowsTheRoomsEnteredHereAndThoseAnnouncedInTheLog() {
        when(this.records.lastOf("/topic/rooms", 500))
                .thenReturn(List.of(
                        record("/topic/rooms", "{\"room\":\"garden\"}"),
                        record("/topic/rooms", "not ours"),
                        record("/topic/rooms", "{\"room\":\"NOT/A/ROOM\"}"),
                        record("/topic/rooms", "{}")));
        this.rooms.enter(new RoomName("kitchen"));

        assertThat(this.mvc.get().uri("/api/rooms")).bodyJson().isStrictlyEqualTo("[\"garden\",\"kitchen\",\"lobby\"]");
    }

    @Test
    void announcesARoomOnce() {
        this.rooms.enter(new RoomName("kitchen"));
        this.rooms.enter(new RoomName("kitchen"));

        verify(this.messaging).convertAndSend("/topic/rooms", new RoomAnnouncement("kitchen"));
        verifyNoMoreInteractions(this.messaging);
    }

    private static LogRecord record(String key, String value) {
        return new LogRecord("chat", 3, 17, 1000, key, List.of(), value);
    }
}
