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
package io.chatrelay.core.subscription;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Unmodifiable view of the subscriptions in one or more immutable sets, one after the other. */
final class SubscriberList<S> extends AbstractList<S> {

    private final List<HashTrie<S>> parts;

    private final int size;

    SubscriberList(List<HashTrie<S>> parts) {
        this.parts = parts;
        int sum = 0;
        for (HashTrie<S> part : parts) {
            sum += part.size();
        }
        this.size = sum;
    }

    @Override
    public int size() {
        return this.size;
    }

    @Override
    public S get(int index) {
        int inPart = Objects.checkIndex(index, this.size);
        for (HashTrie<S> part : this.parts) {
            if (inPart < part.size()) {
                return part.get(inPart);
            }
            inPart -= part.size();
        }
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public void forEach(Consumer<? super S> action) {
        for (HashTrie<S> part : this.parts) {
            part.forEach(action);
        }
    }

    @Override
    public Iterator<S> iterator() {
        return new Walk<>(this.parts.iterator());
    }

    /** Walks depth first and remembers the path to the node it is in. */
    private static final class Walk<S> implements Iterator<S> {

        private final Iterator<HashTrie<S>> rest;

        private final @Nullable HashTrie<S>[] path = newPath();

        private final int[] nextSlots = new int[HashTrie.MAX_DEPTH];

        private int depth = -1;

        Walk(Iterator<HashTrie<S>> parts) {
            this.rest = parts;
        }

        @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of generic types
        private static <S> @Nullable HashTrie<S>[] newPath() {
            return new HashTrie[HashTrie.MAX_DEPTH];
        }

        @Override
        public boolean hasNext() {
            while (this.depth >= 0 && this.nextSlots[this.depth] == node().slotCount()) {
                this.depth--;
            }
            while (this.depth < 0 && this.rest.hasNext()) {
                HashTrie<S> part = this.rest.next();
                if (part.size() > 0) {
                    enter(part);
                }
            }
            return this.depth >= 0;
        }

        @Override
        public S next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            while (true) {
                HashTrie<S> node = node();
                int slot = this.nextSlots[this.depth]++;
                HashTrie<S> child = node.childAt(slot);
                if (child == null) {
                    return node.elementAt(slot);
                }
                enter(child);
            }
        }

        private HashTrie<S> node() {
            return Objects.requireNonNull(this.path[this.depth]);
        }

        private void enter(HashTrie<S> node) {
            this.depth++;
            this.path[this.depth] = node;
            this.nextSlots[this.depth] = 0;
        }
    }
}
