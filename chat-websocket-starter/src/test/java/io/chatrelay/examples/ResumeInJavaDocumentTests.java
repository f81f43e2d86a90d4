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
package io.chatrelay.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The guide shows the code that is tested. */
class ResumeInJavaDocumentTests {

    private static final Path DOCUMENT = Path.of("..", "docs", "how-to", "resume-in-java.md");
    private static final Path SOURCE = Path.of("src/test/java/io/chatrelay/examples/ResumingClient.java");

    @Test
    void documentShowsTheSource() throws IOException {
        String source = Files.readString(SOURCE);
        String shown = source.substring(source.indexOf("import "));

        assertThat(Files.readString(DOCUMENT)).contains("```java\n" + shown + "```\n");
    }
}
