package dev.troupe;

/// A question whose answer is a number.
record Question(ActorRef<Integer> to) {
    /// Spawns "t", which answers each with 42.
    static ActorRef<Question> answers(Stage stage) {
        return stage.system.spawn("t", Question.class, (self, question) -> question.to().tell(42));
    }
}
