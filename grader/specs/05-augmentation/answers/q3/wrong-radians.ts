// Takes the degrees for radians.
const shearDistance = 'd * sin(s)';
