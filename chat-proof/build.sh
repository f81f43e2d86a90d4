# Builds the program of ./prove if its sources have changed; to be sourced in the root of the project.
# Not the time of the jar itself counts: it is the one of a reproducible build.
built=chat-proof/target/proof-built
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
if [ ! -f "$built" ] || [ -n "$(find pom.xml chat-*/pom.xml chat-*/src/main -newer "$built" | head -n 1)" ]; then
	echo "Building, the first time takes a minute..."
	./mvnw -q -pl chat-proof -am package -Pprogram -DskipTests
	touch "$built"
fi
