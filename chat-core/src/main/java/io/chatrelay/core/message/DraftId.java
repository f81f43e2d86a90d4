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
package io.chatrelay.core.message;

import io.chatrelay.core.InvalidValueException;
import java.util.regex.Pattern;

/**
 * What the sender calls a message before it has a place in the log: by it the sender recognizes its own message when it
 * comes back, and readers drop the copy when the sender, unsure after a broken connection, has sent it again. It is
 * unique per author only, and only as far as the author keeps it so.
 *
 * @param value 8 to 64 letters, digits and hyphens of ASCII, such as a UUID
 * @since 0.1
 */
public record DraftId(String value) {

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9-]{8,64}");

    /**
     * Checks the id.
     *
     * @throws InvalidValueException if it is not a legal id
     */
    public DraftId {
        if (!LEGAL.matcher(value).matches()) {
            throw new InvalidValueException("draft-id", value, "8 to 64 of A-Z a-z 0-9 -");
        }
    }

    @Override
    public String toString() {
        return this.value;
    }
}
