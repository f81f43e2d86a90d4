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
package io.chatrelay.testing.client;

import java.util.ArrayList;
import java.util.List;

/** The bodies of one destination, and the places in it that clients ask for; after a message-id it may go wrong. */
public final class FaultyLog {

    private static final int STAMP_WITHOUT_TIME = 24;

    private static final String LAST = "last=";

    private static final String PLACE = "place-";

    private final List<String> bodies = new ArrayList<>();

    private final int skew;

    /** Goes on so many messages too late after a message-id. */
    FaultyLog(int skew) {
        this.skew = skew;
    }

    public void add(String body) {
        this.bodies.add(body);
    }

    /** The same for the same stamp. */
    public static String id(String body) {
        return body.substring(0, STAMP_WITHOUT_TIME);
    }

    /** The position of a place, to be asked for. */
    public static String position(int place) {
        return PLACE + place;
    }

    /** The place that a client asks for. */
    public int place(String from) {
        if (from.equals("now")) {
            return this.bodies.size();
        } else if (from.equals("earliest")) {
            return 0;
        } else if (from.startsWith(LAST)) {
            return Math.max(0, this.bodies.size() - Integer.parseInt(from.substring(LAST.length())));
        } else if (from.startsWith(PLACE)) {
            return Integer.parseInt(from.substring(PLACE.length()));
        }
        int after = this.bodies.stream().map(FaultyLog::id).toList().lastIndexOf(from) + 1;
        return Math.min(this.bodies.size(), Math.max(0, after + this.skew));
    }

    /** Everything from a place on. */
    List<String> from(int place) {
        return this.bodies.subList(place, this.bodies.size());
    }
}
