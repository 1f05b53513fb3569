import unittest

from greeting import greeting


class GreetingTest(unittest.TestCase):
    def test_greets_by_name(self):
        self.assertEqual(greeting("Ada")["message"], "Hello, Ada!")

    def test_greets_the_world_when_nobody_gives_a_name(self):
        self.assertEqual(greeting("")["message"], "Hello, world!")


if __name__ == "__main__":
    unittest.main()
