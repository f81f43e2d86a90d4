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
package io.chatrelay.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation tells every difference that is tested, in the words of the tests. */
class DifferencesDocumentTests {

    private static final Path DOCUMENT = Path.of("..", "docs", "reference", "differences-from-simple-broker.md");

    static List<IntendedDifference> differences() {
        return IntendedDifference.all();
    }

    @ParameterizedTest
    @MethodSource("differences")
    void documentListsTheDifference(IntendedDifference difference) throws IOException {
        String row =
                "| %s | `%s` | `%s` |".formatted(difference.title(), difference.simpleBroker(), difference.relay());

        assertThat(Files.readAllLines(DOCUMENT)).contains(row);
    }

    @ParameterizedTest
    @MethodSource("differences")
    void differenceIsOne(IntendedDifference difference) {
        assertThat(difference.simpleBroker()).isNotEqualTo(difference.relay());
    }

    @Test
    void titlesAreUnique() {
        assertThat(IntendedDifference.all())
                .extracting(IntendedDifference::title)
                .doesNotHaveDuplicates();
    }
}
