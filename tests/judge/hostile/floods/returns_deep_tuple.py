# attack: Returns what is no answer: deep tuple.
# right: failed, invalid, memory, error
import numpy as np


async def nothing():
    pass


def solve(x):
    return ((((((((((1,),),),),),),),),),)
