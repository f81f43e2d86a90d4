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

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set that shares all but a few small nodes with the set it was made from. To add or remove an element
 * costs about log32(size) copied nodes of at most 32 slots, however large the set is, so that a set of 50,000 can change
 * between any two look-ups and none of them ever waits for, or pays for, a copy of the whole.
 *
 * <p>A node has a slot for each of the five-bit digits that occur in its elements' hashes at its depth; a slot holds an
 * element, or a node if several elements share the digit. Elements whose whole hash is the same are listed in a node
 * below the last digit. Elements are compared by {@code equals}.
 */
final class HashTrie<E> {

    /** More than there are levels of digits, plus one for equal hashes. */
    static final int MAX_DEPTH = 8;

    private static final int BITS_PER_LEVEL = 5;

    private static final HashTrie<?> EMPTY = new HashTrie<>(0, new Object[0], 0);

    private final int digits;

    private final Object[] slots;

    private final int size;

    private HashTrie(int digits, Object[] slots, int size) {
        this.digits = digits;
        this.slots = slots;
        this.size = size;
    }

    @SuppressWarnings("unchecked") // holds no element of any type
    static <E> HashTrie<E> empty() {
        return (HashTrie<E>) EMPTY;
    }

    int size() {
        return this.size;
    }

    /** The set with the element, or this very set if the element is in it. */
    HashTrie<E> plus(E element) {
        return plus(element, spread(element), 0);
    }

    /** The set without the element, or this very set if the element is not in it. */
    HashTrie<E> minus(E element) {
        return minus(element, spread(element), 0);
    }

    /** The element at a place of the set's own, unspecified but fixed order. */
    E get(int index) {
        int before = 0;
        for (int i = 0; i < this.slots.length; i++) {
            HashTrie<E> child = childAt(i);
            int count = child == null ? 1 : child.size;
            if (index < before + count) {
                return child == null ? elementAt(i) : child.get(index - before);
            }
            before += count;
        }
        throw new IndexOutOfBoundsException(index);
    }

    void forEach(Consumer<? super E> action) {
        for (int i = 0; i < this.slots.length; i++) {
            HashTrie<E> child = childAt(i);
            if (child == null) {
                action.accept(elementAt(i));
            } else {
                child.forEach(action);
            }
        }
    }

    int slotCount() {
        return this.slots.length;
    }

    /** The node in a slot, or {@code null} if an element is there. */
    @SuppressWarnings("unchecked") // only plus and minus fill slots
    @Nullable HashTrie<E> childAt(int slot) {
        return this.slots[slot] instanceof HashTrie<?> child ? (HashTrie<E>) child : null;
    }

    @SuppressWarnings("unchecked") // only plus and minus fill slots
    E elementAt(int slot) {
        return (E) this.slots[slot];
    }

    private HashTrie<E> plus(E element, int hash, int shift) {
        if (shift >= Integer.SIZE) {
            return indexOf(element) >= 0 ? this : inserted(0, this.slots.length, element);
        }
        int digit = digit(hash, shift);
        int slot = slotOf(digit);
        if ((this.digits & digit) == 0) {
            return inserted(digit, slot, element);
        }
        HashTrie<E> child = childAt(slot);
        if (child == null) {
            E present = elementAt(slot);
            if (present.equals(element)) {
                return this;
            }
            child = HashTrie.<E>empty().plus(present, spread(present), shift + BITS_PER_LEVEL);
        }
        HashTrie<E> grown = child.plus(element, hash, shift + BITS_PER_LEVEL);
        return grown == child ? this : replaced(slot, grown, this.size + 1);
    }

    private HashTrie<E> minus(E element, int hash, int shift) {
        if (shift >= Integer.SIZE) {
            int slot = indexOf(element);
            return slot < 0 ? this : removed(0, slot);
        }
        int digit = digit(hash, shift);
        if ((this.digits & digit) == 0) {
            return this;
        }
        int slot = slotOf(digit);
        HashTrie<E> child = childAt(slot);
        if (child == null) {
            return elementAt(slot).equals(element) ? removed(digit, slot) : this;
        }
        HashTrie<E> shrunk = child.minus(element, hash, shift + BITS_PER_LEVEL);
        if (shrunk == child) {
            return this;
        }
        // a last element moves up, so that the trie of a set does not depend on what was once in it
        return replaced(slot, shrunk.size == 1 ? shrunk.slots[0] : shrunk, this.size - 1);
    }

    private int indexOf(E element) {
        return Arrays.asList(this.slots).indexOf(element);
    }

    private HashTrie<E> inserted(int digit, int slot, E element) {
        Object[] copy = new Object[this.slots.length + 1];
        System.arraycopy(this.slots, 0, copy, 0, slot);
        copy[slot] = element;
        System.arraycopy(this.slots, slot, copy, slot + 1, this.slots.length - slot);
        return new HashTrie<>(this.digits | digit, copy, this.size + 1);
    }

    private HashTrie<E> removed(int digit, int slot) {
        Object[] copy = new Object[this.slots.length - 1];
        System.arraycopy(this.slots, 0, copy, 0, slot);
        System.arraycopy(this.slots, slot + 1, copy, slot, copy.length - slot);
        return new HashTrie<>(this.digits & ~digit, copy, this.size - 1);
    }

    private HashTrie<E> replaced(int slot, Object content, int newSize) {
        Object[] copy = this.slots.clone();
        copy[slot] = content;
        return new HashTrie<>(this.digits, copy, newSize);
    }

    private int slotOf(int digit) {
        return Integer.bitCount(this.digits & (digit - 1));
    }

    private static int digit(int hash, int shift) {
        return 1 << ((hash >>> shift) & 31);
    }

    /** Lets the high bits of poor hashes count in the first levels too. */
    private static int spread(Object element) {
        int hash = element.hashCode();
        return hash ^ (hash >>> 16);
    }
}
