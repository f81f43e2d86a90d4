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
package io.chatrelay.demo.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.chatrelay.core.InvalidValueException;
import io.chatrelay.core.log.Position;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

class LogControllerTests {

    private static final LogRecord IN_LOBBY =
            new LogRecord("chat", 3, 17, 1000, "/topic/rooms.lobby", List.of(), "{\"text\":\"hi\"}");

    private static final LogRecord PRIVATE =
            new LogRecord("chat", 3, 18, 1000, "/user/Ada/queue/errors", List.of(), "{}");

    private final RecordBrowser records = mock(RecordBrowser.class);

    private final MockMvcTester mvc = MockMvcTester.of(new LogController(this.records));

    @Test
    void saysWhichTopicIsTheLog() {
        when(this.records.topic()).thenReturn(Optional.of("chat"));

        assertThat(this.mvc.get().uri("/api/log")).hasStatusOk().bodyJson().isLenientlyEqualTo("{\"topic\":\"chat\"}");
    }

    @Test
    void saysThatThereIsNoLog() {
        when(this.records.topic()).thenReturn(Optional.empty());

        assertThat(this.mvc.get().uri("/api/log")).hasStatusOk().bodyJson().isLenientlyEqualTo("{\"topic\":null}");
    }

    @Test
    void showsTheRecordOfAMessage() {
        when(this.records.at(3, 17)).thenReturn(Optional.of(IN_LOBBY));

        assertThat(this.mvc.get().uri("/api/log/positions/{id}", new Position(9, 3, 17, 1000)))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"topic\":\"chat\",\"partition\":3,\"offset\":17,\"key\":\"/topic/rooms.lobby\"}");
        assertThat(this.mvc.get().uri("/api/log/records/3/17")).hasStatusOk();
    }

    @Test
    void doesNotTakeAnotherRecordAtTheSameOffsetForTheMessage() {
        when(this.records.at(3, 17)).thenReturn(Optional.of(IN_LOBBY));

        assertThat(this.mvc.get().uri("/api/log/positions/{id}", new Position(9, 3, 17, 999)))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void hidesWhatIsForOneParticipantOnly() {
        when(this.records.at(3, 18)).thenReturn(Optional.of(PRIVATE));
        ArgumentCaptor<Predicate<String>> keys = ArgumentCaptor.captor();
        when(this.records.last(eq(50), keys.capture())).thenReturn(List.of());

        assertThat(this.mvc.get().uri("/api/log/positions/{id}", new Position(9, 3, 18, 1000)))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(this.mvc.get().uri("/api/log/records/3/18")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(this.mvc.get().uri("/api/log/records")).hasStatusOk();
        assertThat(keys.getValue())
                .accepts("/topic/rooms.lobby", "/topic/rooms")
                .rejects("/user/Ada/queue/errors", "/queue/errors-user1", "");
    }

    @Test
    void showsTheLastRecordsOfARoom() {
        when(this.records.lastOf("/topic/rooms.lobby", 5)).thenReturn(List.of(IN_LOBBY));

        assertThat(this.mvc.get().uri("/api/log/records?limit=5&room=lobby"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("[{\"offset\":17}]");
    }

    @Test
    void refusesWhatIsNoMessageIdAndLimitsOutOfBounds() {
        assertThat(this.mvc.get().uri("/api/log/positions/nonsense"))
                .failure()
                .hasRootCauseInstanceOf(InvalidValueException.class)
                .hasRootCauseMessage("messageId: \"nonsense\" (expected: the message-id of a MESSAGE frame)");
        assertThat(this.mvc.get().uri("/api/log/records?limit=201"))
                .failure()
                .hasRootCauseMessage("limit: \"201\" (expected: 1 to 200)");
        assertThat(this.mvc.get().uri("/api/log/records/-1/0"))
                .failure()
                .hasRootCauseInstanceOf(InvalidValueException.class);
    }

    @Test
    void answersThatKafkaIsAwayNow() {
        when(this.records.last(eq(50), any())).thenThrow(new LogUnavailableException("away"));

        assertThat(this.mvc.get().uri("/api/log/records")).hasStatus(HttpStatus.SERVICE_UNAVAILABLE);
    }
}
