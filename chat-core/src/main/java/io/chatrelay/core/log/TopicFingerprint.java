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
package io.chatrelay.core.log;

/**
 * A digest of the identity of the topic that is the log: which topic of which cluster in the upper half, which incarnation of
 * it in the lower half. Tells a topic that was deleted and created again from the topic of another cluster.
 *
 * @since 0.1
 */
public final class TopicFingerprint {

    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private TopicFingerprint() {}

    /**
     * Returns the fingerprint.
     *
     * @param clusterId of the Kafka cluster
     * @param topicName of the topic
     * @param topicId the topic's id, which a recreated topic of the same name does not share
     */
    public static long of(String clusterId, String topicName, String topicId) {
        return (long) digest(clusterId + '/' + topicName) << Integer.SIZE | digest(topicId) & 0xFFFF_FFFFL;
    }

    /** Returns whether two fingerprints are those of topics with the same name in the same cluster. */
    public static boolean sameName(long fingerprint, long other) {
        return fingerprint >>> Integer.SIZE == other >>> Integer.SIZE;
    }

    private static int digest(String text) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
            hash ^= hash >>> 29;
        }
        return (int) (hash ^ hash >>> Integer.SIZE);
    }
}
