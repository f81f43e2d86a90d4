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
package io.chatrelay.core.stomp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Headers of a frame in the order they came, repeated ones included. Where a name is repeated its first value counts
 * (STOMP 1.2, "Repeated Header Entries"). Immutable.
 */
public final class StompHeaders {
    private static final StompHeaders EMPTY = new StompHeaders(new String[0]);

    /** Name and value in turn. */
    private final String[] entries;

    private StompHeaders(String[] entries) {
        this.entries = entries;
    }

    /**
     * Makes headers of names and values in turn.
     *
     * @throws IllegalArgumentException if the last name has no value
     */
    public static StompHeaders of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "headers: " + namesAndValues.length + " strings (expected: a value for each name)");
        }
        return copyOf(namesAndValues, namesAndValues.length);
    }

    static StompHeaders copyOf(@Nullable String[] entries, int length) {
        return length == 0 ? EMPTY : new StompHeaders(Arrays.copyOf(entries, length, String[].class));
    }

    /** Returns the number of headers, repeated ones counted each. */
    public int size() {
        return entries.length / 2;
    }

    /** Returns the value that counts for a name, or null if there is no such header. Names are case-sensitive. */
    public @Nullable String first(String name) {
        for (int i = 0; i < entries.length; i += 2) {
            if (entries[i].equals(name)) {
                return entries[i + 1];
            }
        }
        return null;
    }

    /** Returns all values of a name in the order they came. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        forEach((header, value) -> {
            if (header.equals(name)) {
                values.add(value);
            }
        });
        return values;
    }

    /** Calls an action with the name and value of each header, in order. */
    public void forEach(BiConsumer<? super String, ? super String> action) {
        for (int i = 0; i < entries.length; i += 2) {
            action.accept(entries[i], entries[i + 1]);
        }
    }

    /** Returns the values by name; names in the order they first came, values of a name in the order they came. */
    public Map<String, List<String>> toMap() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        forEach((name, value) ->
                values.computeIfAbsent(name, first -> new ArrayList<>(1)).add(value));
        return values;
    }

    /** Returns these headers with one value for a name, at the place of its first value or else at the end. */
    public StompHeaders with(String name, String value) {
        List<String> changed = new ArrayList<>(entries.length + 2);
        boolean placed = false;
        for (int i = 0; i < entries.length; i += 2) {
            boolean same = entries[i].equals(name);
            if (!same || !placed) {
                changed.add(entries[i]);
                changed.add(same ? value : entries[i + 1]);
            }
            placed |= same;
        }
        if (!placed) {
            changed.add(name);
            changed.add(value);
        }
        return new StompHeaders(changed.toArray(String[]::new));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StompHeaders headers && Arrays.equals(entries, headers.entries);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(entries);
    }

    /** Returns the names only: values may be secret. */
    @Override
    public String toString() {
        List<String> names = new ArrayList<>();
        forEach((name, value) -> names.add(name));
        return names.toString();
    }
}
