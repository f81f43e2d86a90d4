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
package io.chatrelay.benchmarks.endtoend.process;

/**
 * Seconds of CPU that have been used, user and system.
 *
 * @param application by the web application
 * @param helpers by other processes that work for it, such as Kafka
 * @param client by the load program
 * @param machine by everything on the machine
 */
public record CpuTime(double application, double helpers, double client, double machine) {

    /** By all processes of the server. */
    public double servers() {
        return this.application + this.helpers;
    }

    /** What has been used since an earlier moment. */
    public CpuTime since(CpuTime earlier) {
        return new CpuTime(
                this.application - earlier.application,
                this.helpers - earlier.helpers,
                this.client - earlier.client,
                this.machine - earlier.machine);
    }

    /** What others have used: a measurement beside much of it is worth little. */
    public double foreign() {
        return Math.max(0, this.machine - servers() - this.client);
    }
}
