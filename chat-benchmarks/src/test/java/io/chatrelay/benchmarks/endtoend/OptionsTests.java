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
package io.chatrelay.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.chatrelay.benchmarks.endtoend.last.LastCase;
import io.chatrelay.benchmarks.endtoend.load.IdleCase;
import io.chatrelay.benchmarks.endtoend.load.LoadCase;
import io.chatrelay.benchmarks.endtoend.process.ServerKind;
import io.chatrelay.benchmarks.endtoend.stalled.StalledCase;
import io.chatrelay.testing.client.ClientKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTests {

    @Test
    void withoutArgumentsMeasuresEverythingThreeTimes() {
        Options options = Options.parse(List.of());

        assertThat(options.plan().loads()).hasSize(11);
        assertThat(options.plan().idle()).containsExactly(new IdleCase(5_000, ClientKind.PLAIN));
        assertThat(options.plan().stalled()).containsExactly(StalledCase.of(5));
        assertThat(options.plan().rounds()).isEqualTo(3);
        assertThat(options.servers()).extracting(ServerKind::name).containsExactly("Chat Relay", "simple broker");
        assertThat(options.output()).isEqualTo(Path.of("chat-benchmarks/target/benchmark"));
    }

    @Test
    void casesAreNamedOneByOneOrAllOfAKind() {
        Options options = Options.parse(List.of("--cases=fan-out-7-99,rooms,idle-20", "--rounds=2", "--quick"));

        assertThat(options.plan().loads())
                .extracting(LoadCase::name)
                .containsExactly("fan-out-7-99", "rooms-500", "rooms-2000", "rooms-5000", "rooms-max");
        assertThat(options.plan().idle()).containsExactly(new IdleCase(20, ClientKind.PLAIN));
        assertThat(options.plan().rounds()).isEqualTo(2);
    }

    @Test
    void clientsOfACaseOfferCompressionWhenItsNameSaysSo() {
        Options options =
                Options.parse(List.of("--cases=fan-out-7-99-deflate,rooms-max-deflate,rooms-max,idle-20-deflate"));

        assertThat(options.plan().loads())
                .extracting(LoadCase::name, LoadCase::clients)
                .containsExactly(
                        tuple("fan-out-7-99-deflate", ClientKind.DEFLATING),
                        tuple("rooms-max-deflate", ClientKind.DEFLATING),
                        tuple("rooms-max", ClientKind.PLAIN));
        assertThat(options.plan().idle())
                .extracting(IdleCase::name, IdleCase::clients)
                .containsExactly(tuple("idle-20-deflate", ClientKind.DEFLATING));
    }

    @Test
    void readersThatStallAreAsManyAsTheNameSays() {
        Options options = Options.parse(List.of("--cases=stalled-7,stalled"));

        assertThat(options.plan().stalled()).extracting(StalledCase::name).containsExactly("stalled-7", "stalled-5");
        assertThat(options.plan().loads()).isEmpty();
    }

    @Test
    void pastIsMeasuredOnlyWhenItIsAskedFor() {
        assertThat(Options.parse(List.of()).plan().history()).isEmpty();
        assertThat(Options.parse(List.of("--cases=last-cold")).plan().history()).containsExactly(LastCase.cold());
        assertThat(Options.parse(List.of("--cases=history")).plan().history()).containsExactlyElementsOf(Histories.ALL);
        assertThat(Options.parse(List.of("--cases=history", "--quick")).plan().history())
                .containsExactlyElementsOf(Histories.SMALL);
    }

    @Test
    void anotherServerJoinsTheRounds() {
        Options options = Options.parse(List.of("--url=ws://127.0.0.1:15674/ws", "--pids=12,13", "--output=/tmp/x"));

        assertThat(options.servers()).extracting(ServerKind::name).endsWith("ws://127.0.0.1:15674/ws");
        assertThat(options.output()).isEqualTo(Path.of("/tmp/x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--unknown",
                "--quick=yes",
                "--rounds",
                "--rounds=0",
                "--rounds=x",
                "--cases=fan",
                "--cases=deflate",
                "--cases=stalled-5-deflate",
                "--cases=",
                "--url=http://localhost/",
                "--url=ws://localhost"
            })
    void refusesWhatItDoesNotUnderstand(String argument) {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(List.of(argument)));
    }
}
