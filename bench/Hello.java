/** What a JVM costs before it does anything. */
class Hello {
  public static void main(String[] args) {
    System.out.println("hello");
  }
}
