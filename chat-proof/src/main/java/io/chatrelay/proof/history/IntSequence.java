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
package io.chatrelay.proof.history;

import java.util.Arrays;

/** A list of ints that grows at its end. */
public final class IntSequence {

    private int[] values = new int[16];

    private int size;

    /** Appends a value. */
    public void add(int value) {
        if (this.size == this.values.length) {
            this.values = Arrays.copyOf(this.values, this.size + this.size / 2);
        }
        this.values[this.size++] = value;
    }

    /** The value at an index from 0. */
    public int get(int index) {
        return this.values[checked(index)];
    }

    /** Puts another value in the place of one. */
    public void set(int index, int value) {
        this.values[checked(index)] = value;
    }

    /** How many there are. */
    public int size() {
        return this.size;
    }

    private int checked(int index) {
        if (index >= this.size) {
            throw new IndexOutOfBoundsException(index + " of " + this.size);
        }
        return index;
    }
}
