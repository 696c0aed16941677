// By the cosine of the other angle.
const shearDistance = 'd * cos(pi / 2 - pi * s / 180)';
