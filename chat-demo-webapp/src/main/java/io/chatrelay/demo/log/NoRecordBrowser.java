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

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Stands in where messages go through memory only: with {@code chat.relay.enabled=false}. */
final class NoRecordBrowser implements RecordBrowser {

    @Override
    public Optional<String> topic() {
        return Optional.empty();
    }

    @Override
    public Optional<LogRecord> at(int partition, long offset) {
        return Optional.empty();
    }

    @Override
    public List<LogRecord> last(int limit, Predicate<String> keys) {
        return List.of();
    }

    @Override
    public List<LogRecord> lastOf(String key, int limit) {
        return List.of();
    }
}
